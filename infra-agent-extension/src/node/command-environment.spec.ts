import { expect } from 'chai';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandEnvironment, type EnvironmentRequest } from './command-environment';

describe('the environment of commands', () => {
    let root: string;

    beforeEach(() => {
        root = realpathSync(mkdtempSync(join(tmpdir(), 'environment-')));
        mkdirSync(join(root, 'bin'));
        mkdirSync(join(root, '-outside'));
    });

    afterEach(() => rmSync(root, { recursive: true, force: true }));

    function environment(request: Partial<EnvironmentRequest>): ReturnType<typeof commandEnvironment> {
        return commandEnvironment({ root, source: {}, declared: [], allowed: [], ...request });
    }

    it('has the base list, and nothing else that the IDE was started with', () => {
        const source = { HOME: '/home/a', USER: 'a', SHELL: '/bin/zsh', LANG: 'C', LC_ALL: 'C', XDG_RUNTIME_DIR: '/run', SSH_AUTH_SOCK: '/s', TMPDIR: '/t', PATH: '/usr/bin', AWS_SECRET_ACCESS_KEY: 'x', KUBECONFIG: '/k', FOO: 'bar' };
        const { values, listed } = environment({ source });
        expect(Object.keys(values).sort()).to.deep.equal([
            'AWS_PAGER', 'GIT_PAGER', 'GIT_TERMINAL_PROMPT', 'HOME', 'LANG', 'LC_ALL', 'PAGER', 'PATH', 'SHELL', 'SSH_AUTH_SOCK', 'TERM', 'TMPDIR', 'USER', 'XDG_RUNTIME_DIR'
        ]);
        expect(listed).to.deep.equal([]);
    });

    it('has a PATH without relative, empty and workspace folders, through links too', () => {
        const link = join(tmpdir(), `environment-link-${process.pid}`);
        symlinkSync(join(root, 'bin'), link);
        try {
            const { values } = environment({ source: { PATH: ['/usr/bin', '', '.', 'bin', root, join(root, 'bin'), link, `${root}-outside`, '/bin'].join(':') } });
            expect(values.PATH).to.equal(`/usr/bin:${root}-outside:/bin`);
        } finally {
            rmSync(link);
        }
    });

    it('passes on what a used program may see, and lists it', () => {
        const { values, listed } = environment({ source: { KUBECONFIG: '/k' }, allowed: ['KUBECONFIG', 'AWS_PROFILE'] });
        expect([values.KUBECONFIG, values.AWS_PROFILE]).to.deep.equal(['/k', undefined]);
        expect(listed.map(({ name }) => name)).to.deep.equal(['KUBECONFIG']);
    });

    it('takes names from the environment and values from the operation, lists both, and names what is unset', () => {
        const { values, listed, unset } = environment({ source: { ZONE: 'b', REGION: 'x' }, declared: ['ZONE', 'REGION=us=west', 'EMPTY=', 'GONE'] });
        expect([values.ZONE, values.REGION, values.EMPTY, values.GONE]).to.deep.equal(['b', 'us=west', '', undefined]);
        expect(listed).to.deep.equal([{ name: 'ZONE', source: 'the environment' }, { name: 'REGION', source: 'the operation: us=west' }, { name: 'EMPTY', source: 'the operation: ' }]);
        expect(unset).to.deep.equal(['GONE']);
    });

    for (const name of ['BASH_ENV', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES', 'PATH', 'IFS', 'PS4', 'NODE_OPTIONS', 'INFRA_AGENT_RUN', 'BASH_FUNC_ls%%']) {
        it(`keeps ${name} back, whoever asks, and says so`, () => {
            const { values, listed } = environment({ source: { [name]: '/usr/bin' }, declared: [`${name}=/planted`], allowed: [name] });
            expect(Object.values(values)).to.not.include('/planted');
            expect(listed).to.deep.equal([{ name, source: 'kept back: it would change what the commands are' }]);
        });
    }
});
