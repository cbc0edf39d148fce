// `npm start`: sets up what is missing, then shows the extension on a page.
import { prepare, runOn } from './prepare.mjs';

runOn(prepare(), 'scripts/demonstrate.ts', process.argv.slice(2));
