import { readPage } from './read-page.ts';
import { sessions } from './sessions.ts';

/** Begins on a page. What happens to it is wired to the modules that act on it in read-page.ts. */
export function main(): void {
  sessions(document, (session) => readPage(document, session));
}
