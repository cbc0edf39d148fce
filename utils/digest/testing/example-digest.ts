/** A small digest as JSON, for tests; `change` may spoil it. */
export function exampleDigest(change: (digest: ReturnType<typeof plain>) => void = () => undefined): unknown {
  const digest = plain();
  change(digest);
  return digest;
}

function plain() {
  return {
    format: 'newsgloss-digest-1',
    head: {
      id: 'example',
      title: 'Example',
      publisher: 'Tests',
      lang: 'en',
      version: 1,
      issued: '2026-11-24',
      licence: 'CC0',
    },
    terms: [
      {
        id: 'nis2-directive',
        kind: 'instrument',
        importance: 'core',
        prefLabel: 'NIS2 Directive',
        labels: [{ text: 'NIS2' } as Record<string, unknown>, { text: 'NIS 2' }],
        definition: 'EU law on cybersecurity.',
        related: ['cyber-centre'],
        reviewed: '2026-11-24',
      },
      {
        id: 'cyber-centre',
        kind: 'organisation',
        importance: 'core',
        prefLabel: 'Cyber Centre',
        labels: [{ text: 'Cyber Centre' }],
        definition: 'An office that advises on security.',
        related: [] as string[],
        reviewed: '2026-11-24',
      },
    ],
    stories: [
      {
        id: 'a-story',
        title: 'The cyber centre speaks',
        date: '2025-06-23/2025-06-25',
        source: { name: 'Digital Watch' },
        terms: ['nis2-directive'],
        summary: 'It said a thing.',
      },
    ],
    countries: [{ code: 'IE', names: ['Ireland'], tlds: ['ie'] }],
  };
}
