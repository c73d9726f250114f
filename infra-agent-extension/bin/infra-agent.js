#!/usr/bin/env node
// Committed, so that npm links the command at install time; the program itself is compiled by `npm run compile`.
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'lib', 'cli', 'main.js');
if (!existsSync(main)) {
    process.stderr.write('infra-agent is not compiled yet. Run `npm run compile` in its repository, then try again.\n');
    process.exit(2);
}
require(main);
