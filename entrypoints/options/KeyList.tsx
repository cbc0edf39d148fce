/** Fingerprints of keys, as people compare them. */
export function KeyList({ prints }: { prints: readonly string[] }) {
  return (
    <ul class="keys" aria-label="Key fingerprints">
      {prints.map((print) => (
        <li key={print}>
          <code>{print}</code>
        </li>
      ))}
    </ul>
  );
}
