// `npm run compile`: the extension and its command line alone.
import { checkNode, compile, install, say } from './support/steps.mjs';

checkNode();
await install();
await compile();
say('compiled; try `npx --no infra-agent --help`.');
