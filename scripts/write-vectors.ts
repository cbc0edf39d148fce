import { writeFileSync } from 'node:fs';
import { pageWithVectors } from '../tests/sync/vectors.ts';

/** Writes the test vectors into docs/format.md. */
const { path, page, renewed } = await pageWithVectors();
writeFileSync(path, renewed);
console.log(page === renewed ? `${path} is up to date.` : `${path} was renewed.`);
