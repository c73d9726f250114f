// Import zones and circles are the layout of docs/ARCHITECTURE.md, enforced. A rule is an error or it is off.
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

const src = './infra-agent-extension/src';
const common = `${src}/common`;

/** What each room of the pure core may import beside itself and the words that are shared (`except`). */
const MAY_IMPORT = {
    ops: [],
    shell: [],
    artifacts: [],
    repo: ['shell'],
    risk: ['ops', 'shell', 'repo'],
    sentinel: ['ops', 'shell', 'repo', 'risk'],
    crew: ['ops', 'shell', 'repo', 'risk', 'sentinel', 'artifacts'],
    conductor: ['ops', 'risk', 'sentinel']
};

const zones = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
    target: `${common}/${room}`,
    from: common,
    except: [room, ...allowed].map(name => `./${name}`),
    message: `common/${room} may import only: ${[room, ...allowed].join(', ')} (docs/ARCHITECTURE.md).`
}));

export default tseslint.config(
    { ignores: ['**/lib/**', '**/src-gen/**', '**/node_modules/**', '**/gen-*', 'test/fixtures/**', '.scratch/**', 'test-results/**', 'playwright-report/**'] },
    {
        files: ['**/*.ts', '**/*.tsx'],
        extends: [...tseslint.configs.recommended],
        plugins: { 'import-x': importX },
        settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'infra-agent-extension/tsconfig.json' })] },
        rules: {
            '@typescript-eslint/no-explicit-any': 'error',
            '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
            '@typescript-eslint/no-unused-expressions': 'off',
            'no-control-regex': 'off',
            'no-irregular-whitespace': 'off',
            'no-eval': 'error',
            'no-implied-eval': 'error',
            'import-x/no-cycle': ['error', { ignoreExternal: true }]
        }
    },
    {
        files: ['infra-agent-extension/src/browser/**', 'infra-agent-extension/src/node/**'],
        // Theia's dependency injection needs the constructor's types at run time.
        rules: { '@typescript-eslint/consistent-type-imports': 'off' }
    },
    {
        files: ['infra-agent-extension/src/common/**'],
        ignores: ['**/*.spec.ts'],
        rules: {
            'import-x/no-restricted-paths': ['error', { zones: [...zones, { target: common, from: src, except: ['./common'], message: 'The pure core imports no host.' }] }],
            'no-restricted-imports': ['error', {
                paths: ['react', 'inversify', 'fs', 'path', 'os', 'crypto', 'child_process'].map(name => ({ name, message: 'The pure core runs in browser, backend and command line.' })),
                patterns: [{ group: ['node:*', '@theia/*'], message: 'The pure core runs in browser, backend and command line.' }]
            }],
            'no-restricted-globals': ['error', ...['process', 'Buffer', 'window', 'document', 'fetch', 'localStorage'].map(name => ({ name, message: 'It comes in through a port.' }))],
            'no-restricted-syntax': ['error',
                { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'The clock comes in as an argument.' },
                { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock comes in as an argument.' },
                { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Randomness comes in as an argument.' },
                { selector: 'Literal[value=null]:not(BinaryExpression > Literal)', message: 'undefined, not null.' }
            ]
        }
    },
    {
        files: ['infra-agent-extension/src/cli/**'],
        rules: { 'import-x/no-restricted-paths': ['error', { zones: [{ target: `${src}/cli`, from: `${src}/browser`, message: 'The command line has no browser.' }] }] }
    },
    {
        files: ['**/*.spec.ts'],
        rules: { '@typescript-eslint/no-non-null-assertion': 'off' }
    }
);
