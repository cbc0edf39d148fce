// `npm test`: sets up what is missing, then runs every check.
import { prepare, runOn } from './prepare.mjs';

runOn(prepare(), 'scripts/check.ts', process.argv.slice(2));
