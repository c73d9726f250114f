import { expect } from 'chai';
import * as fs from 'node:fs';
import { analyzeRepo } from '../repo/analyze-repo';
import { memoryRepoFiles, type MemoryFile } from '../repo/memory-repo-files';
import { fixtureFolder, readTree } from '../repo/read-tree.spec';
import { validate } from '../sentinel/validate';
import { role as architect } from './architect/role';
import { role as coder } from './coder/role';
import { examplePrompts, type ModePrompt } from './example-prompts';
import { role as reviewer } from './reviewer/role';
import { role as tester } from './tester/role';

const ROLES = { design: architect, implement: coder, review: reviewer, test: tester };

async function read(files: Record<string, string | MemoryFile>) {
    const context = await analyzeRepo(memoryRepoFiles(files), {});
    const findings = validate(context);
    const ask = ({ mode, text }: ModePrompt) => ROLES[mode].derive({ facts: context.facts, findings, context, goal: text });
    return { prompts: examplePrompts(context.facts, findings), ask };
}

describe('example prompts', () => {
    const workspaces = fs.readdirSync(fixtureFolder('workspaces'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);
    for (const workspace of workspaces) {
        it(`of ${workspace} are three, and each is answered from what is there`, async () => {
            const { prompts, ask } = await read(readTree(fixtureFolder('workspaces', workspace)));
            expect(prompts).to.have.length(3);
            expect(new Set(prompts.map(prompt => prompt.mode)).size).to.equal(3);
            for (const prompt of prompts) {
                const { markdown, operations } = ask(prompt);
                expect(markdown, prompt.text).not.to.match(/no infrastructure|Nothing to do|no graph|nothing to test/);
                const named = /[\w.-]*\/[\w./-]+/.exec(prompt.text)?.[0];
                expect(named === undefined || `${markdown} ${JSON.stringify(operations)}`.includes(named), prompt.text).to.equal(true);
            }
        });
    }

    it('are none where there is nothing to read', async () => {
        expect((await read({ 'src/app.py': 'print()\n' })).prompts).to.deep.equal([]);
        expect((await read({})).prompts).to.deep.equal([]);
    });

    it('name no file whose name the chat would read for something else', async () => {
        const { prompts } = await read({ 'a b/@x #y.sh': { text: '#!/usr/bin/env bash\ncd nowhere\n./c.sh\n', executable: true } });
        expect(prompts.map(prompt => prompt.text).join('\n')).not.to.match(/[@#]/);
    });
});
