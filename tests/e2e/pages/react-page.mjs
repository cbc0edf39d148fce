import { createElement as h, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';

/** A page that its server has drawn already, that counts the seconds, and whose list is filtered as the reader types. */
export function Page() {
  const [tick, setTick] = useState(0);
  const [only, setOnly] = useState('');
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    globalThis.page = { setOnly, setLong };
    const timer = setInterval(() => setTick((count) => count + 1), 100);
    return () => clearInterval(timer);
  }, []);
  const rows = ['Smart Africa', 'the digital divide', 'a root server', 'NIS2'].filter((row) => row.includes(only));
  return h(
    'main',
    null,
    h('p', { id: 'tick' }, 'ICANN, ', tick, ' times; then DNSSEC, ', tick % 2 ? 'odd' : 'even', '.'),
    isLong ? h('p', { key: 'long' }, 'A long text about EuroDIG.') : h('p', { key: 'short' }, 'Short: YouthDIG.'),
    h('ul', null, ...rows.map((row) => h('li', { key: row }, `About ${row}.`))),
  );
}

if (globalThis.document) hydrateRoot(document.getElementById('root'), h(Page));
