import { reachedByCode, startedByCode } from '../commands-in-code';
import { high, low, med } from '../effect';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { fixedWord, joinWords, wordTail } from '../word-parts';
import { servesFolder } from './file-sharing';

/** How an interpreter is told what to run. Its code is not read here: inline code is HIGH, and a script file wherever it can be looked at. */
interface Interpreter {
    readonly names: string;
    readonly language: string;
    /** Flags that hold code; letters count in bundles, and with the code attached. */
    readonly code: readonly string[];
    readonly valueFlags?: readonly string[];
    /** Flags under which nothing is run. */
    readonly harmless?: readonly string[];
    /** Flags that load more code before the script. */
    readonly loads?: readonly string[];
    readonly module?: string;
    /** Flags under which the tests of the workspace run. */
    readonly tests?: readonly string[];
    readonly dangerousEnvironment?: readonly string[];
}

const INTERPRETERS: readonly Interpreter[] = [
    {
        names: 'python python3 python2 pypy pypy3 ipython',
        language: 'Python',
        code: ['-c'],
        valueFlags: ['-W', '-X', '-Q', '--check-hash-based-pycs'],
        harmless: ['-V', '-VV', '--version', '-h', '--help', '--help-all'],
        module: '-m',
        dangerousEnvironment: ['PYTHONPATH', 'PYTHONSTARTUP', 'PYTHONHOME', 'PYTHONINSPECT']
    },
    {
        names: 'node nodejs',
        language: 'JavaScript',
        code: ['-e', '--eval', '-p', '--print', '-pe'],
        valueFlags: ['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file', '-C', '--conditions', '--input-type', '--title', '--max-old-space-size'],
        harmless: ['-v', '--version', '-h', '--help', '-c', '--check', '--v8-options', '--completion-bash'],
        loads: ['-r', '--require', '--import', '--loader', '--experimental-loader'],
        tests: ['--test'],
        dangerousEnvironment: ['NODE_OPTIONS', 'NODE_PATH']
    },
    {
        names: 'tsx ts-node ts-node-esm',
        language: 'TypeScript',
        code: ['-e', '--eval', '-p', '--print'],
        valueFlags: ['-r', '--require', '--import', '--tsconfig', '-P', '--project', '-O', '--compiler-options'],
        harmless: ['-v', '--version', '-h', '--help'],
        dangerousEnvironment: ['NODE_OPTIONS', 'NODE_PATH']
    },
    {
        names: 'perl',
        language: 'Perl',
        code: ['-e', '-E'],
        valueFlags: ['-I'],
        harmless: ['-v', '-V', '--version', '-h', '--help'],
        loads: ['-M', '-m', '-d'],
        dangerousEnvironment: ['PERL5OPT', 'PERL5LIB', 'PERLLIB']
    },
    {
        names: 'ruby jruby irb',
        language: 'Ruby',
        code: ['-e'],
        valueFlags: ['-I', '-C', '-E'],
        harmless: ['-v', '--version', '-h', '--help', '--copyright', '-c', '-wc', '-cw'],
        loads: ['-r'],
        dangerousEnvironment: ['RUBYOPT', 'RUBYLIB']
    },
    {
        names: 'php php8 php7',
        language: 'PHP',
        code: ['-r', '-B', '-R', '-E'],
        valueFlags: ['-d', '-c', '-f', '-z', '-S', '-t'],
        harmless: ['-v', '--version', '-h', '--help', '-i', '--info', '-m', '--modules', '-l', '--syntax-check', '--ini'],
        dangerousEnvironment: ['PHPRC', 'PHP_INI_SCAN_DIR']
    },
    { names: 'lua luajit lua5.3 lua5.4', language: 'Lua', code: ['-e'], harmless: ['-v'], loads: ['-l'], dangerousEnvironment: ['LUA_INIT', 'LUA_PATH'] },
    { names: 'Rscript R', language: 'R', code: ['-e'], harmless: ['--version', '--help'] },
    {
        names: 'julia',
        language: 'Julia',
        code: ['-e', '-E', '--eval', '--print'],
        valueFlags: ['-L', '--load', '-p', '-t', '--project'],
        harmless: ['-v', '--version', '-h', '--help'],
        loads: ['-L', '--load']
    },
    {
        names: 'groovy scala kotlin jshell elixir iex erl escript ghc runghc runhaskell ocaml sbcl guile racket clojure clj bb crystal nim swift swipl octave',
        language: 'its own',
        code: ['-e', '--eval', '-eval', '-E', '-c'],
        harmless: ['--version', '-version', '-v', '--help', '-h']
    },
    { names: 'tclsh expect wish', language: 'Tcl', code: ['-c'], harmless: ['-v'] },
    { names: 'osascript', language: 'AppleScript', code: ['-e'] },
    {
        names: 'java',
        language: 'Java',
        code: [],
        valueFlags: ['-cp', '-classpath', '--class-path', '-p', '--module-path', '-jar', '-m', '--module', '--add-opens', '--add-exports', '--add-modules'],
        harmless: ['-version', '--version', '-h', '--help', '-help', '-?', '--list-modules'],
        loads: ['-javaagent'],
        dangerousEnvironment: ['JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS', 'JDK_JAVA_OPTIONS', 'CLASSPATH']
    },
    {
        names: 'gdb lldb',
        language: 'a debugger\'s',
        code: ['-ex', '-x', '-eval-command', '--eval-command', '-o', '-s', '-iex'],
        valueFlags: ['-p', '--pid', '-c', '--core'],
        harmless: ['--version', '-v', '--help', '-h']
    }
];

export const programs: readonly ProgramTable[] = INTERPRETERS.map(table);

function table(interpreter: Interpreter): ProgramTable {
    return {
        names: interpreter.names.split(' '),
        group: 'local',
        valueFlags: [],
        optionsFirst: true,
        verbs: { '': { risk: 'LOW', message: `runs ${interpreter.language} code` } },
        helpFlags: [],
        judge: call => interpreter.language === 'PHP' && call.words[0]?.value === '-S' ? { effects: [servesFolder(call.words[1], call.words[0]), high('local', 'runs the PHP code of a folder, which is not read here')] } : judge(read(call, interpreter), interpreter, call),
        inner: call => innerOf(read(call, interpreter), interpreter),
        ...(interpreter.dangerousEnvironment ? { dangerousEnvironment: interpreter.dangerousEnvironment } : {})
    };
}

type Run =
    | { readonly kind: 'nothing'; readonly at: Word }
    | { readonly kind: 'code'; readonly at: Word; readonly code: Word }
    | { readonly kind: 'module'; readonly name: Word; readonly args: readonly Word[] }
    | { readonly kind: 'script'; readonly path: Word; readonly args: readonly Word[]; readonly loads?: Word }
    | { readonly kind: 'tests'; readonly at: Word }
    | { readonly kind: 'stdin' };

/** Options up to the script, as interpreters read them: what follows belongs to the script. */
function read(call: Call, interpreter: Interpreter): Run {
    let loads: Word | undefined;
    for (let i = 0; i < call.words.length; i++) {
        const word = call.words[i];
        const text = word.value ?? word.prefix;
        if (text === '--' || !text.startsWith('-') || text === '-') {
            const path = text === '--' ? call.words[i + 1] : word;
            return path === undefined || path.value === '-' ? { kind: 'stdin' } : { kind: 'script', path, args: call.words.slice(call.words.indexOf(path) + 1), ...(loads ? { loads } : {}) };
        }
        const name = text.split('=')[0];
        // `ruby -v x.rb` tells its version and goes on.
        if (interpreter.harmless?.includes(name) && (name !== '-v' || call.words.length === 1)) {
            return { kind: 'nothing', at: word };
        }
        if (interpreter.tests?.includes(name)) {
            return { kind: 'tests', at: word };
        }
        if (holdsCode(name, interpreter)) {
            return { kind: 'code', at: word, code: codeOf(call, i) };
        }
        if (interpreter.module && text.startsWith(interpreter.module)) {
            const attached = text.length > 2;
            const moduleName = attached ? fixedWord(text.slice(2), word) : call.words[i + 1];
            return moduleName ? { kind: 'module', name: moduleName, args: call.words.slice(attached ? i + 1 : i + 2) } : { kind: 'nothing', at: word };
        }
        if (interpreter.loads?.some(flag => name.startsWith(flag))) {
            loads = interpreter.valueFlags?.includes(name) && !text.includes('=') ? call.words[i + 1] ?? word : word;
        }
        i += interpreter.valueFlags?.includes(name) && name === text && name !== '-jar' && name !== '-f' ? 1 : 0;
    }
    return { kind: 'stdin' };
}

/** The code behind its flag, or in the same word. */
function codeOf(call: Call, at: number): Word {
    const word = call.words[at];
    return call.words[at + 1] === undefined || word.prefix.includes('=') || /\s/.test(word.prefix) ? word : call.words[at + 1];
}

/** `-c`, `-uc 'code'`, `-ne`, `-pie`, `-eprint`, `--eval=x`. */
function holdsCode(name: string, { code, valueFlags = [], module, loads = [] }: Interpreter): boolean {
    if (code.includes(name)) {
        return true;
    }
    if (name.startsWith('--') || valueFlags.includes(name) || loads.some(flag => flag.length > 2 && name.startsWith(flag))) {
        return false;
    }
    for (const letter of name.slice(1)) {
        if (code.includes(`-${letter}`)) {
            return true;
        }
        if (valueFlags.includes(`-${letter}`) || module === `-${letter}` || loads.includes(`-${letter}`)) {
            return false;
        }
    }
    return false;
}

function judge(run: Run, { language }: Interpreter, call: Call): { effects: Effect[]; replaces?: boolean } {
    switch (run.kind) {
        case 'nothing': return { replaces: true, effects: [low('local', 'shows a version or help, or checks code', run.at)] };
        case 'code': return { effects: [high('local', `runs ${language} code, which is not read here`, run.at), ...reachedByCode(run.code)] };
        case 'tests': return { effects: [med('local', 'runs the tests of the workspace', run.at)] };
        case 'stdin': return { effects: [high('local', call.stdin.kind === 'inherited' ? `opens a prompt for ${language} code, and what is typed there is not assessed` : `runs its input as ${language} code, which is not read here`)] };
        case 'module': return { effects: moduleEffects(run.name, run.args) };
        case 'script': return { effects: run.loads ? [high('local', 'loads more code before the script', run.loads)] : [] };
        default: return run satisfies never;
    }
}

const MODULES: Readonly<Record<string, Effect>> = {
    'json.tool': low('local', 'formats JSON'),
    'this': low('local', 'prints text'), 'calendar': low('local', 'prints a calendar'), 'site': low('local', 'shows folders'), 'sysconfig': low('local', 'shows settings'), 'platform': low('local', 'shows the platform'), 'base64': low('local', 'encodes text'),
    'py_compile': low('local', 'compiles code'), 'compileall': med('local', 'compiles code'), 'tokenize': low('local', 'prints tokens'), 'ast': low('local', 'prints a syntax tree'), 'tabnanny': low('local', 'checks code'),
    'venv': med('local', 'makes an environment'), 'virtualenv': med('local', 'makes an environment'), 'ensurepip': med('local', 'installs pip'),
    'timeit': high('local', 'runs code that is not read here'), 'pdb': high('local', 'runs code that is not read here'), 'trace': high('local', 'runs code that is not read here'), 'cProfile': high('local', 'runs code that is not read here'), 'code': high('local', 'opens a prompt for code'),
    'smtpd': high('external', 'lets other hosts connect'), 'ftplib': high('external', 'moves files'), 'webbrowser': low('local', 'opens a page'), 'zipfile': med('local', 'packs or unpacks files'), 'tarfile': med('local', 'packs or unpacks files')
};
/** Modules that are programs of their own under another name. */
const PROGRAM_MODULES: Readonly<Record<string, string>> = { 'awscli': 'aws', 'pre_commit': 'pre-commit', 'ansible.cli.playbook': 'ansible-playbook', 'ansible': 'ansible', 'invoke': 'invoke', 'pip': 'pip', 'uv': 'uv', 'pipx': 'pipx', 'poetry': 'poetry', 'twine': 'twine', 'httpie': 'http', 'yamllint': 'yamllint' };

/** Modules that serve the folder in which they start. */
const SERVERS = /^(http\.server|SimpleHTTPServer|CGIHTTPServer|pyftpdlib|uploadserver|RangeHTTPServer|twisted|updog)$/;

function moduleEffects(name: Word, args: readonly Word[]): Effect[] {
    if (name.value === undefined) {
        return [high('local', 'runs a module that the text does not fix', name)];
    }
    if (Object.hasOwn(PROGRAM_MODULES, name.value)) {
        return [];
    }
    if (SERVERS.test(name.value)) {
        const at = args.findIndex(word => /^(-b|--bind|-i|--interface)$/.test(word.value ?? ''));
        const attached = args.find(word => word.prefix.startsWith('--bind='));
        return args.some(word => word.value === '--help' || word.value === '-h') ? [] : [servesFolder(at >= 0 ? args[at + 1] : attached && wordTail(attached, 7), name)];
    }
    return [Object.hasOwn(MODULES, name.value) ? { ...MODULES[name.value], at: name } : med('local', 'runs a Python module', name)];
}

function innerOf(run: Run, { language }: Interpreter): readonly Inner[] {
    if (run.kind === 'module' && run.name.value !== undefined && Object.hasOwn(PROGRAM_MODULES, run.name.value)) {
        return [{ kind: 'argv', words: [fixedWord(PROGRAM_MODULES[run.name.value], run.name), ...run.args] }];
    }
    if (run.kind === 'code') {
        return startedByCode(run.code);
    }
    if (run.kind === 'script') {
        const shown = joinWords([run.path, ...run.args]).shown;
        return [{ kind: 'text-file', path: run.path, group: 'local', read: () => [high('local', `runs ${language} code, which is not read here: ${shown}`, run.path)] }];
    }
    return [];
}
