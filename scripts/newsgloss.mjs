// The `newsgloss` command of editors: sets up what is missing without a word, for its output may be read by a program.
import { prepare, runOn } from './prepare.mjs';

runOn(prepare({ quiet: true }), 'publisher/cli.ts', process.argv.slice(2));
