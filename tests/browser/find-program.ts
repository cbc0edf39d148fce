import { existsSync } from 'node:fs';
import { canInstall, installPackages } from './apt-get.ts';

/** A program that tests need, where it lies on common systems, and what Debian calls its package. */
interface Program {
  readonly places: readonly string[];
  readonly debianPackage: string;
  /** Who needs it, as a sentence without its end: "The tests of syncing need the web server nginx". */
  readonly need: string;
}

/**
 * The path of a program. On Debian as root it is installed where it is missing.
 * @throws Error saying what to install where that cannot be done
 */
export function findProgram({ places, debianPackage, need }: Program): string {
  const find = () => places.find((path) => existsSync(path));
  const reason = `${need}, and found none.`;
  const found = find();
  if (found) return found;
  const advice = `${reason} Install it, for example with "sudo apt-get install ${debianPackage}".`;
  if (!canInstall()) throw new Error(advice);
  console.log(`${reason} Installing it with apt-get (${debianPackage}) …`);
  installPackages(debianPackage);
  const installed = find();
  if (!installed) throw new Error(advice);
  return installed;
}
