import { expect } from 'chai';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Precondition } from '../common/ops/operation';
import { findBash, findProgram } from './find-program';
import { probePreconditions } from './probe-preconditions';

describe('probing preconditions', () => {
    let base: string;
    let root: string;
    let tools: string;

    beforeEach(() => {
        base = realpathSync(mkdtempSync(join(tmpdir(), 'probe-')));
        [root, tools] = [join(base, 'workspace'), join(base, 'tools')];
        mkdirSync(join(root, 'bin'), { recursive: true });
        mkdirSync(tools);
        program(join(tools, 'kubectl'));
    });

    afterEach(() => rmSync(base, { recursive: true, force: true }));

    /** It would leave a trace if it were run. */
    function program(path: string): void {
        writeFileSync(path, `#!/bin/sh\ntouch ${base}/ran\n`);
        chmodSync(path, 0o755);
    }

    async function probe(precondition: Precondition, env: Record<string, string> = {}, declared: string[] = []): Promise<{ state: string; seen: string }> {
        const [{ state, seen }] = await probePreconditions({ title: 't', mode: 'implement', preconditions: [precondition], env: declared }, { PATH: tools, ...env }, root);
        return { state, seen };
    }

    it('sees files of the workspace, and none outside', async () => {
        writeFileSync(join(root, 'f'), '');
        writeFileSync(join(base, 'outside'), '');
        symlinkSync('../outside', join(root, 'link'));
        expect(await probe({ file: 'f' })).to.deep.equal({ state: 'met', seen: 'f is there' });
        expect((await probe({ file: 'gone' })).state).to.equal('unmet');
        expect((await probe({ file: 'link' })).state).to.equal('unmet');
        expect((await probe({ file: '../outside' })).state).to.equal('unmet');
    });

    it('sees variables of the environment and of the operation, and never shows a value', async () => {
        expect(await probe({ env: 'ZONE' }, { ZONE: 'hidden-value' })).to.deep.equal({ state: 'met', seen: 'ZONE is set' });
        expect((await probe({ env: 'ZONE' }, {}, ['ZONE=b'])).state).to.equal('met');
        expect((await probe({ env: 'ZONE' }, {}, ['ZONE'])).state).to.equal('unmet');
    });

    it('finds tools by absolute path, and runs none, not even for a version', async () => {
        expect(await probe({ tool: 'kubectl' })).to.deep.equal({ state: 'met', seen: join(tools, 'kubectl') });
        expect((await probe({ tool: 'kubectl', version: '>=1.28' })).state).to.equal('unknown');
        expect((await probe({ tool: 'helm' })).state).to.equal('unmet');
        expect((await probe({ tool: 'helm', version: '>=3' })).state).to.equal('unmet');
        expect((await probe({ command: 'touch ran' })).state).to.equal('unknown');
        expect((await probe({ manual: 'DNS is delegated' })).state).to.equal('unknown');
        expect((await probe({ file: '../ran' })).seen).to.equal('../ran is not there');
    });

    it('does not take a program of the workspace for a tool, directly or through links', () => {
        program(join(root, 'bin/helm'));
        symlinkSync(join(root, 'bin'), join(base, 'linked-bin'));
        symlinkSync(join(root, 'bin/helm'), join(tools, 'helm'));
        const PATH = [join(root, 'bin'), join(base, 'linked-bin'), tools, 'bin', '.', ''].join(':');
        expect(findProgram('helm', { PATH }, root)).to.equal(undefined);
        expect(findProgram('kubectl', { PATH }, root)).to.equal(join(tools, 'kubectl'));
    });

    it('does not take a folder, a file without run bit, or a path for a tool', () => {
        mkdirSync(join(tools, 'folder'));
        writeFileSync(join(tools, 'text'), '');
        expect(['folder', 'text', '../tools/kubectl', join(tools, 'kubectl'), '', 'a\0b'].map(name => findProgram(name, { PATH: tools }, root))).to.deep.equal(Array(6).fill(undefined));
    });

    it('finds no bash where PATH has none', () => {
        expect(findBash({ PATH: tools }, root)).to.equal(undefined);
        expect(findBash({}, root)).to.equal(undefined);
    });
});
