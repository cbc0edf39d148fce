import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { Command } from 'commander';
import { compileLexicon } from '../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../utils/lexicon/lexicon.ts';
import { annotateFile, describeAnnotations } from './annotate.ts';
import { buildDigest } from './build.ts';
import { inWords } from './in-words.ts';
import { addPublishingCommands } from './publishing-commands.ts';
import { readSources } from './read-sources.ts';

const ROOT = `${import.meta.dirname}/..`;
const SOURCES = relative(process.cwd(), `${ROOT}/digest`) || '.';
const OUTPUT = relative(process.cwd(), `${ROOT}/.output/digest`);

const program = new Command('newsgloss').description('Makes, tries and publishes digests of Newsgloss.');

program
  .command('build')
  .description('build a digest from its sources')
  .option('--digest <directory>', 'the sources', SOURCES)
  .option('--out <directory>', 'where to write', OUTPUT)
  .action(({ digest: sources, out }: { digest: string; out: string }) => {
    const { digest, files } = buildDigest(sources, out);
    const { head, terms, stories } = digest;
    console.log(`${head.title}, version ${head.version}: ${terms.length} terms, ${stories.length} stories`);
    for (const file of files) console.log(`  ${file}`);
  });

program
  .command('annotate')
  .description('list the terms that texts or HTML files name, as the extension would mark them')
  .argument('<file...>', 'text or HTML files')
  .option('--json', 'one JSON object a line')
  .option('--digest <directory>', 'the sources of the digest', SOURCES)
  .option('--url <address>', 'where the page would be')
  .option('--lang <tag>', 'the language of the page, such as en-IE')
  .action(
    (
      files: string[],
      { json, digest: sources, url, lang }: { json?: true; digest: string; url?: string; lang?: string },
    ) => {
      if (url !== undefined && !URL.canParse(url))
        program.error(`--url: "${url}" is no address; write one such as https://www.example.ie/news`);
      for (const file of files)
        if (statSync(file).isDirectory()) program.error(`${file}: is a folder; name the files in it`);
      const digest = readSources(sources);
      const lexicon = new Lexicon(compileLexicon(digest));
      for (const file of files) {
        const annotated = annotateFile(file, digest, lexicon, { url, lang });
        console.log(json ? JSON.stringify(annotated) : describeAnnotations(annotated));
      }
    },
  );

addPublishingCommands(program, SOURCES);

try {
  await program.parseAsync();
} catch (error) {
  console.error(inWords(error));
  process.exitCode = 1;
}
