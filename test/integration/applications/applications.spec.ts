import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface Application {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly overrides?: Readonly<Record<string, string>>;
    readonly theia: { readonly target: string; readonly frontend: unknown };
}

const root = resolve(__dirname, '../../..');
const application = (folder: string): Application => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
const theiaPackages = ({ dependencies }: Application) => Object.fromEntries(Object.entries(dependencies).filter(([name]) => name.startsWith('@theia/')));

describe('the applications', () => {
    const browser = application('browser-app');
    const electron = application('electron-app');

    it('offer the same in the browser and on the desktop', () => {
        const { '@theia/electron': own, ...shared } = theiaPackages(electron);
        expect(shared).to.deep.equal(theiaPackages(browser));
        expect(own).to.equal('1.74.1');
        expect(electron.theia.frontend).to.deep.equal(browser.theia.frontend);
        expect(electron.theia.target).to.equal('electron');
    });

    it('pin every Theia package to one version', () => {
        const versions = ['browser-app', 'electron-app', 'test/bare-app', 'infra-agent-extension'].flatMap(folder => Object.values(theiaPackages(application(folder))));
        expect(new Set(versions)).to.deep.equal(new Set(['1.74.1']));
    });

    it('replace the same unobtainable packages', () => {
        const { 'unrs-resolver': _lint, ...overrides } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).overrides;
        expect(electron.overrides).to.deep.equal(overrides);
    });
});
