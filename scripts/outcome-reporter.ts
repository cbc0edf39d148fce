import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Where the reporter writes what `npm test` counts: the path that this variable of the environment names. */
export const OUTCOME_FILE = 'NEWSGLOSS_OUTCOME_FILE';

/** What the tests of one run came to. */
export interface Outcome {
  readonly passed: number;
  /** Each failure by its name, so that the end of the output says what to look for. */
  readonly failed: readonly string[];
}

/** Also tells what failed outside of all tests: vitest then ends with an error, which its own JSON report leaves out. */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env[OUTCOME_FILE];
    if (file === undefined) return;
    const outcome: Outcome = {
      passed: modules.flatMap((module) => [...module.children.allTests('passed')]).length,
      failed: [
        ...modules.flatMap(failuresOf),
        ...unhandled.map(({ message }) => `outside of all tests: ${firstLine(message)}`),
      ],
    };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(outcome));
  }
}

/** The failed tests of a file, and what failed in it around them. */
function failuresOf(module: TestModule): string[] {
  const tests = [...module.children.allTests('failed')].map(({ fullName }) => fullName);
  const around = [module, ...module.children.allSuites()].flatMap((suite) => suite.errors());
  return [...tests, ...around.map(({ message }) => firstLine(message))].map(
    (what) => `${module.relativeModuleId}: ${what}`,
  );
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
