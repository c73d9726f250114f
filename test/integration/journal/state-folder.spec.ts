import { expect } from 'chai';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateStore } from '../../../infra-agent-extension/src/node/private-store';
import { stateHome, stateKey, workspaceStateFolder } from '../../../infra-agent-extension/src/node/state-folder';
import { isTrusted, setTrusted } from '../../../infra-agent-extension/src/node/workspace-trust';
import { cleanUp, newFolder } from './support';

const mode = (path: string) => statSync(path).mode & 0o777;

describe('the state folder', () => {
    afterEach(cleanUp);

    it('is INFRA_AGENT_HOME, or the platform\'s', () => {
        expect(stateHome({ INFRA_AGENT_HOME: '/elsewhere', HOME: '/home/ada' })).to.equal('/elsewhere');
        expect(() => stateHome({ INFRA_AGENT_HOME: 'relative' })).to.throw('absolute path');
    });

    it('follows the base directory specification on Linux, which has relative paths ignored', function () {
        if (process.platform !== 'linux') {
            this.skip();
        }
        expect(stateHome({ HOME: '/home/ada' })).to.equal('/home/ada/.local/state/infra-agent');
        expect(stateHome({ HOME: '/home/ada', XDG_STATE_HOME: '/state' })).to.equal('/state/infra-agent');
        expect(stateHome({ HOME: '/home/ada', XDG_STATE_HOME: 'state' })).to.equal('/home/ada/.local/state/infra-agent');
    });

    it('is made for its user alone, one for each workspace, the same each time', () => {
        const home = join(newFolder(), 'home');
        const [first, second] = ['/work/a', '/work/b'].map(root => workspaceStateFolder(home, root));
        expect(first).not.to.equal(second);
        expect(workspaceStateFolder(home, '/work/a')).to.equal(first);
        expect([home, first].map(mode)).to.deep.equal([0o700, 0o700]);
    });

    it('is refused in the workspace, before anything is made there', () => {
        const root = realpathSync(newFolder());
        for (const home of [join(root, '.infra-agent'), root, join(root, 'deep', 'down')]) {
            expect(() => workspaceStateFolder(home, root)).to.throw('lies in the workspace');
        }
        expect(readdirSync(root)).to.deep.equal([]);
    });

    it('is refused in the workspace also by another way to it', () => {
        const [root, elsewhere] = [realpathSync(newFolder()), newFolder()];
        symlinkSync(root, join(elsewhere, 'way'));
        expect(() => workspaceStateFolder(join(elsewhere, 'way', 'state'), root)).to.throw('lies in the workspace');
        expect(readdirSync(root)).to.deep.equal([]);
    });

    it('is not refused for a workspace whose name only begins the same', () => {
        const parent = realpathSync(newFolder());
        expect(() => workspaceStateFolder(join(parent, 'app-state'), join(parent, 'app'))).not.to.throw();
    });

    it('is refused as a link, dangling or not', () => {
        const folder = newFolder();
        mkdirSync(join(folder, 'planted'), { mode: 0o700 });
        for (const target of ['planted', 'nowhere']) {
            const home = join(folder, `to-${target}`);
            symlinkSync(join(folder, target), home);
            expect(() => workspaceStateFolder(home, '/work')).to.throw('is a symbolic link');
        }
    });

    it('is refused where others can write it, at any of its levels', () => {
        const home = join(newFolder(), 'home');
        const folder = workspaceStateFolder(home, '/work');
        for (const level of [home, join(home, 'workspaces'), folder]) {
            for (const open of [0o770, 0o702]) {
                chmodSync(level, open);
                expect(() => workspaceStateFolder(home, '/work'), level).to.throw('can be written by other users');
            }
            chmodSync(level, 0o700);
        }
    });

    it('is refused in a folder where everyone could put another in its place', () => {
        const parent = newFolder();
        chmodSync(parent, 0o777);
        expect(() => workspaceStateFolder(join(parent, 'home'), '/work')).to.throw('Everyone can write');
        chmodSync(parent, 0o1777);
        expect(() => workspaceStateFolder(join(parent, 'home'), '/work')).not.to.throw();
    });

    it('is refused where it belongs to another user', function () {
        if (process.getuid?.() !== 0) {
            // Only root can give a folder away.
            this.skip();
        }
        const home = newFolder();
        chownSync(home, 65534, 65534);
        expect(() => workspaceStateFolder(home, '/work')).to.throw('belongs to another user');
    });
});

describe('the key', () => {
    afterEach(cleanUp);

    it('is made once, of 32 random bytes, readable by its user alone', () => {
        const [one, other] = [newFolder(), newFolder()];
        const key = stateKey(one);
        expect(key).to.have.length(32);
        expect(stateKey(one)).to.deep.equal(key);
        expect(stateKey(other)).not.to.deep.equal(key);
        expect(mode(join(one, 'key'))).to.equal(0o600);
        expect(readdirSync(one)).to.deep.equal(['key']);
    });

    it('is refused when it is damaged, a link, or open to others', () => {
        const home = newFolder();
        stateKey(home);
        chmodSync(join(home, 'key'), 0o640);
        expect(() => stateKey(home)).to.throw('can read');
        chmodSync(join(home, 'key'), 0o600);
        writeFileSync(join(home, 'key'), 'short');
        expect(() => stateKey(home)).to.throw('is damaged');
        const planted = newFolder();
        symlinkSync(join(home, 'key'), join(planted, 'key'));
        expect(() => stateKey(planted)).to.throw('is a symbolic link');
    });
});

describe('the private store', () => {
    afterEach(cleanUp);

    it('gives back the bytes of a hash, and keeps them to their user', async () => {
        const folder = newFolder();
        const store = privateStore(folder);
        const bytes = Buffer.from([0, 255, 10, 13]);
        const hash = await store.put(bytes);
        expect(await store.get(hash)).to.deep.equal(bytes);
        expect(mode(join(folder, 'store', hash))).to.equal(0o600);
    });

    it('keeps equal bytes once, also when several put them at once', async () => {
        const folder = newFolder();
        const store = privateStore(folder);
        const hashes = await Promise.all(Array.from({ length: 10 }, () => store.put(Buffer.from('same'))));
        expect(new Set(hashes).size).to.equal(1);
        expect(readdirSync(join(folder, 'store'))).to.deep.equal([hashes[0]]);
    });

    it('does not give back what was changed, and takes it anew', async () => {
        const folder = newFolder();
        const store = privateStore(folder);
        const hash = await store.put(Buffer.from('exact'));
        writeFileSync(join(folder, 'store', hash), 'other');
        expect(await store.get(hash)).to.equal(undefined);
        await store.put(Buffer.from('exact'));
        expect((await store.get(hash))?.toString()).to.equal('exact');
    });

    it('reads nothing by a name that is no hash', async () => {
        const folder = newFolder();
        const store = privateStore(folder);
        writeFileSync(join(folder, 'secret'), 'x');
        expect(await store.get('../secret')).to.equal(undefined);
        expect(await store.get('a'.repeat(64))).to.equal(undefined);
    });
});

describe('trust', () => {
    afterEach(cleanUp);
    const given = { by: 'ada', at: '2026-01-01T00:00:00.000Z' };

    it('is not given until a person gives it, and can be taken back', () => {
        const folder = newFolder();
        expect(isTrusted(folder, '/work')).to.equal(false);
        setTrusted(folder, { trusted: true, root: '/work', ...given });
        expect(isTrusted(folder, '/work')).to.equal(true);
        setTrusted(folder, { trusted: false, root: '/work', ...given });
        expect(isTrusted(folder, '/work')).to.equal(false);
    });

    it('is given to one folder, not to those in it or beside it', () => {
        const folder = newFolder();
        setTrusted(folder, { trusted: true, root: '/work', ...given });
        expect(['/work/sub', '/works', '/'].map(root => isTrusted(folder, root))).to.deep.equal([false, false, false]);
    });

    it('counts as not given where its record cannot be read', () => {
        const folder = newFolder();
        for (const text of ['', '{', '{"trusted":"yes"}', '{"trusted":true,"root":"/work"}']) {
            writeFileSync(join(folder, 'trust.json'), text);
            expect(isTrusted(folder, '/work')).to.equal(false);
        }
        expect(existsSync(join(folder, 'trust.json'))).to.equal(true);
    });
});
