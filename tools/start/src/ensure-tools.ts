import { CHROMIUM, ensureTool, REDIS, type Tool } from './system/packages.ts';
import { describeError } from './system/setup-error.ts';

/** Installs what the tests need: `node ensure-tools.js redis chromium`. Only a missing Redis is fatal. */
const wanted = process.argv.slice(2);
const log = (line: string) => console.log(line);

async function tryToHave(tool: Tool): Promise<boolean> {
  try {
    await ensureTool(tool, log);
    return true;
  } catch (error) {
    console.error(describeError(error));
    return false;
  }
}

if (wanted.includes('redis') && !(await tryToHave(REDIS))) process.exitCode = 1;
if (wanted.includes('chromium') && !(await tryToHave(CHROMIUM))) {
  console.error('\n*** NO CHROMIUM: the tests in a real browser will be SKIPPED ***\n');
}
