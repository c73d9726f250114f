import { expect } from 'chai';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readVariables, writeVariable } from './workspace-variables';

describe('variables of a workspace', () => {
    let folder: string;
    beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'variables-')); });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('are kept, changed and taken away, for their user alone', () => {
        expect(readVariables(folder)).to.deep.equal({});
        writeVariable(folder, 'REGION', 'us-west1');
        writeVariable(folder, 'ZONE', 'a');
        writeVariable(folder, 'REGION', 'us-east1');
        expect(readVariables(folder)).to.deep.equal({ REGION: 'us-east1', ZONE: 'a' });
        expect(statSync(join(folder, 'variables.json')).mode & 0o077).to.equal(0);
        writeVariable(folder, 'ZONE', '');
        expect(readVariables(folder)).to.deep.equal({ REGION: 'us-east1' });
    });

    it('have names that a shell would take', () => {
        expect(() => writeVariable(folder, 'A B', 'x')).to.throw();
        expect(() => writeVariable(folder, 'BASH_FUNC_x%%', 'x')).to.throw();
    });

    it('are not read from a file that others can write', () => {
        writeVariable(folder, 'REGION', 'us-west1');
        chmodSync(join(folder, 'variables.json'), 0o666);
        expect(() => readVariables(folder)).to.throw(/cannot be trusted/);
    });
});
