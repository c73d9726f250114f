import { high, low, med, plainProgram } from '../effect';
import { isRemotePath } from '../hosts';
import type { Call, Effect, Inner, ProgramTable, Word } from '../program';
import { fixedWord, lastValue, wordAfter, wordTail } from '../word-parts';

/** A call of tar, in its old (`tar xzf a.tgz`) and its new spelling. */
interface TarCall {
    readonly mode: string;
    readonly archive?: Word;
    readonly folder?: Word;
    readonly members: readonly Word[];
    readonly flags: ReadonlySet<string>;
    readonly runs: readonly Word[];
}

const TAR_VALUES = 'fbCTXgIFKNLVH';
const LONG_VALUES = new Set([
    '--file', '--directory', '--exclude', '--exclude-from', '--files-from', '--use-compress-program', '--transform', '--xform', '--strip-components', '--owner', '--group', '--mode', '--mtime',
    '--format', '--blocking-factor', '--newer', '--after-date', '--label', '--sort', '--to-command', '--checkpoint-action', '--info-script', '--new-volume-script', '--rsh-command', '--rmt-command',
    '--listed-incremental', '--warning', '--suffix', '--index-file', '--volno-file', '--starting-file', '--tape-length'
]);
const LONG_MODES: Readonly<Record<string, string>> = { '--extract': 'x', '--get': 'x', '--list': 't', '--create': 'c', '--append': 'r', '--update': 'u', '--catenate': 'A', '--concatenate': 'A', '--delete': 'D', '--diff': 'd', '--compare': 'd' };
const RUN_FLAGS = new Set(['I', 'F', '--use-compress-program', '--to-command', '--checkpoint-action', '--info-script', '--new-volume-script', '--rsh-command', '--rmt-command']);
const KNOWN_COMPRESSORS = /^(gzip|pigz|bzip2|pbzip2|lbzip2|xz|pixz|zstd|zstdmt|lz4|lzma|lzop|brotli|plzip)( -[\w=-]+)*$/;

export const programs: readonly ProgramTable[] = [
    plainProgram('tar gtar bsdtar', 'LOW', 'packs or unpacks files', {
        helpFlags: ['--help', '--version', '--usage'],
        judge: call => ({ effects: judgeTar(readTar(call)) }),
        inner: call => readTar(call).runs.filter(word => !KNOWN_COMPRESSORS.test(word.value ?? '')).map((text): Inner => ({ kind: 'shell', text })),
        writesTo: call => { const tar = readTar(call); return tar.archive && 'cruAD'.includes(tar.mode) && tar.mode !== '' && tar.archive.value !== '-' && !isRemotePath(tar.archive) ? [tar.archive] : []; },
        touches: call => { const tar = readTar(call); return tar.mode === 'x' && !toStdout(tar) ? [tar.folder ?? fixedWord('.', call.program)] : []; },
        deletes: call => { const tar = readTar(call); return tar.flags.has('--remove-files') ? tar.members : []; },
        reads: call => { const tar = readTar(call); return 'cru'.includes(tar.mode) && tar.mode !== '' ? tar.members : []; },
        dangerousEnvironment: ['TAR_OPTIONS', 'TAPE', 'GZIP']
    }),
    plainProgram('zip', 'LOW', 'packs files', {
        valueFlags: ['-x', '-i', '-P', '-n', '-t', '-tt', '-b', '-s', '-TT', '-UN', '-O', '--out'],
        inner: call => call.values('-TT', '--unzip-command').map((text): Inner => ({ kind: 'shell', text })),
        writesTo: call => [...call.positionals.slice(0, 1).filter(word => word.value !== '-'), ...call.values('-O', '--out')],
        deletes: call => call.has('-m', '--move') ? call.positionals.slice(1) : [],
        reads: call => call.positionals.slice(1)
    }),
    plainProgram('unzip unrar unar', 'MED', 'unpacks an archive', {
        valueFlags: ['-d', '-P', '-x'],
        judge: call => call.has('-l', '-t', '-v', '-Z', '-p', '-z') || /^[lvtp]b?$/.test(call.positionals[0]?.value ?? '') ? { replaces: true, effects: [low('local', 'shows what an archive holds')] } : { effects: [] },
        touches: call => call.has('-l', '-t', '-v', '-Z', '-p', '-z') ? [] : [lastValue(call, '-d') ?? fixedWord('.', call.program)]
    }),
    plainProgram('zipinfo lsar', 'LOW', 'shows what an archive holds'),
    plainProgram('7z 7za 7zr 7zz', 'MED', 'packs or unpacks files', {
        judge: call => /^(l|t|h|i|b)$/.test(call.positionals[0]?.value ?? '')
            ? { replaces: true, effects: [low('local', 'shows what an archive holds')] }
            : { effects: call.positionals[0]?.value === 'd' ? [high('local', 'removes files of an archive')] : [] },
        writesTo: call => /^[aurn]/.test(call.positionals[0]?.value ?? '') ? call.positionals.slice(1, 2) : [],
        touches: call => /^[xe]$/.test(call.positionals[0]?.value ?? '') ? [call.words.filter(word => /^-o./.test(word.prefix)).map(word => wordTail(word, 2))[0] ?? fixedWord('.', call.program)] : []
    }),
    plainProgram('gzip gunzip bzip2 bunzip2 xz unxz lzma unlzma zstd unzstd lz4 unlz4 pigz unpigz pbzip2 compress uncompress brotli lzop', 'LOW', 'packs or unpacks files', {
        valueFlags: ['-S', '--suffix', '-o', '--output', '-T', '--threads', '-D', '-p'],
        writesTo: call => [...call.values('-o', '--output'), ...staysStill(call) || !call.has('-f', '--force') ? [] : packed(call)],
        touches: call => staysStill(call) ? [] : [...call.positionals, ...packed(call)],
        reads: call => call.has('-c', '--stdout', '--to-stdout') ? call.positionals : []
    }),
    plainProgram('cpio pax ar', 'MED', 'packs or unpacks files', {
        judge: call => call.has('-t', '--list') || /^-?t/.test(call.words[0]?.value ?? '')
            ? { replaces: true, effects: [low('local', 'shows what an archive holds')] }
            : { effects: call.has('--rsh-command', '--to-stdout') ? [med('local', 'starts a program')] : [] },
        inner: call => call.values('--rsh-command').map((text): Inner => ({ kind: 'shell', text })),
        valueFlags: ['-F', '-D', '-E', '-H', '-O', '-I', '-f'],
        writesTo: call => [...call.values('-F', '-O', '-f')],
        touches: call => call.has('-i', '-r', '--extract', '-p') ? [lastValue(call, '-D') ?? fixedWord('.', call.program)] : []
    })
];

function readTar(call: Call): TarCall {
    const state = { mode: '', archive: undefined as Word | undefined, folder: undefined as Word | undefined, members: [] as Word[], flags: new Set<string>(), runs: [] as Word[] };
    const take = (name: string, value: Word | undefined) => {
        state.archive = name === 'f' || name === '--file' ? value : state.archive;
        state.folder = name === 'C' || name === '--directory' ? value : state.folder;
        state.runs.push(...RUN_FLAGS.has(name) && value ? commandOf(name, value) : []);
    };
    const words = [...call.words];
    for (let i = 0; i < words.length; i++) {
        const text = words[i].value ?? words[i].prefix;
        const old = i === 0 && /^[A-Za-z]+$/.test(text) && words[i].value !== undefined;
        if (text.startsWith('--') && text !== '--') {
            const name = text.split('=')[0];
            state.mode = LONG_MODES[name] ?? state.mode;
            state.flags.add(name);
            take(name, wordAfter(words[i], '=') ?? (LONG_VALUES.has(name) ? words[++i] : undefined));
        } else if (old || /^-./.test(text) && text !== '--') {
            i += readLetters(text.replace(/^-/, ''), old, words, i, state, take);
        } else if (text !== '--') {
            state.members.push(words[i]);
        }
    }
    return state;
}

/** One bundle of letters; in the old spelling each letter's value is a word of its own, in the order of the letters. Gives how many words it took. */
function readLetters(letters: string, old: boolean, words: readonly Word[], at: number, state: { mode: string; flags: Set<string> }, take: (name: string, value: Word | undefined) => void): number {
    let used = 0;
    for (let k = 0; k < letters.length; k++) {
        const letter = letters[k];
        state.flags.add(letter);
        state.mode = 'xtcruAd'.includes(letter) && state.mode === '' ? letter : state.mode;
        if (TAR_VALUES.includes(letter)) {
            if (!old && k + 1 < letters.length) {
                take(letter, wordTail(words[at], k + 2));
                return used;
            }
            take(letter, words[at + ++used]);
        }
    }
    return used;
}

/** `--checkpoint-action=exec=CMD` runs, `=dot` does not. */
function commandOf(name: string, value: Word): readonly Word[] {
    if (name !== '--checkpoint-action') {
        return [value];
    }
    const command = wordAfter(value, 'exec=');
    return command ? [command] : [];
}

function toStdout(tar: TarCall): boolean {
    return tar.flags.has('O') || tar.flags.has('--to-stdout');
}

function judgeTar(tar: TarCall): Effect[] {
    const far = tar.archive && tar.archive.shown.includes(':') && !tar.flags.has('--force-local') && isRemotePath(tar.archive);
    return [
        ...tar.mode === 'x' && !toStdout(tar) ? [med('local', 'unpacks an archive over what is there')] : [],
        ...tar.flags.has('P') || tar.flags.has('--absolute-names') ? tar.mode === 'x' ? [high('local', 'unpacks to wherever the archive says')] : [] : [],
        ...tar.mode === 'D' ? [high('local', 'removes files of an archive')] : [],
        ...far ? [high('external', 'moves an archive to or from another host', tar.archive)] : []
    ];
}

function staysStill(call: Call): boolean {
    return call.has('-c', '--stdout', '--to-stdout', '-l', '--list', '-t', '--test') || call.positionals.length === 0;
}

function packed(call: Call): readonly Word[] {
    return call.positionals.map(word => word.value === undefined ? word : fixedWord(/\.(gz|bz2|xz|zst|lz4|lzma|Z|br|lzo)$/.test(word.value) ? word.value.replace(/\.\w+$/, '') : `${word.value}.gz`, word));
}
