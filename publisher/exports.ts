import type { Digest, Story, Term } from '../utils/digest/schema.ts';

/** Words of the vocabularies that `terms.jsonld` uses: SKOS (https://www.w3.org/TR/skos-reference/) and Dublin Core terms. */
const CONTEXT = {
  '@version': 1.1,
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  id: '@id',
  type: '@type',
  prefLabel: 'skos:prefLabel',
  altLabel: 'skos:altLabel',
  hiddenLabel: 'skos:hiddenLabel',
  definition: 'skos:definition',
  note: 'skos:note',
  related: { '@id': 'skos:related', '@type': '@id' },
  exactMatch: { '@id': 'skos:exactMatch', '@type': '@id' },
  inScheme: { '@id': 'skos:inScheme', '@type': '@id' },
  subjectType: 'dct:type',
  source: { '@id': 'dct:source', '@type': '@id' },
  title: 'dct:title',
  publisher: 'dct:publisher',
  issued: { '@id': 'dct:issued', '@type': 'xsd:date' },
  modified: { '@id': 'dct:modified', '@type': 'xsd:date' },
  license: 'dct:license',
};

const SCHEME = '#digest';

/** The terms as a SKOS concept scheme in JSON-LD 1.1; ids are relative to wherever the file is published. */
export function termsAsJsonLd({ head, terms }: Digest): object {
  return {
    '@context': { ...CONTEXT, '@language': head.lang },
    '@graph': [
      {
        id: SCHEME,
        type: 'skos:ConceptScheme',
        title: head.title,
        publisher: head.publisher,
        issued: head.issued,
        license: head.licence,
      },
      ...terms.map(termAsConcept),
    ],
  };
}

function termAsConcept({
  id,
  kind,
  prefLabel,
  labels,
  definition,
  facts,
  related,
  exactMatch,
  sources,
  reviewed,
}: Term): object {
  const others = labels.filter(({ text }) => text !== prefLabel);
  return {
    id: `#${id}`,
    type: 'skos:Concept',
    inScheme: SCHEME,
    subjectType: kind,
    prefLabel,
    altLabel: others.filter(({ hidden }) => !hidden).map(({ text }) => text),
    hiddenLabel: others.filter(({ hidden }) => hidden).map(({ text }) => text),
    definition,
    note: facts.map(({ name, value }) => `${name}: ${value}`),
    related: related.map((other) => `#${other}`),
    exactMatch,
    source: sources.map(({ url }) => url),
    modified: reviewed,
  };
}

/** The stories as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); what it has no field for is under `_digest`. */
export function storiesAsJsonFeed({ head, stories }: Digest): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: head.title,
    language: head.lang,
    authors: [{ name: head.publisher }],
    _digest: { id: head.id, version: head.version, issued: head.issued },
    items: stories.map(storyAsItem),
  };
}

function storyAsItem({ id, title, summary, date, source, url, lang, terms }: Story): object {
  const isOneDay = !date.includes('/');
  return {
    id,
    ...(url ? { url } : {}),
    title,
    content_text: summary,
    ...(isOneDay ? { date_published: `${date}T00:00:00Z` } : {}),
    authors: [source],
    language: lang,
    tags: terms,
    _digest: { date, terms, source },
  };
}
