/** What filters print that are used to hide a command, where their input is known: `base64 -d`, `rev`, `tr`, `xxd -r -p`. */

/** Undefined for options that are not read here. */
export type Filter = (input: string, args: readonly string[]) => string | undefined;

export const knownFilters: Readonly<Record<string, Filter>> = {
    base64: (input, args) => args.length === 1 && ['-d', '-D', '--decode', '-di', '-id'].includes(args[0]) ? decoded(input) : undefined,
    rev: (input, args) => args.length === 0 ? input.split('\n').map(line => [...line].reverse().join('')).join('\n') : undefined,
    xxd: (input, args) => ['-r -p', '-p -r', '-rp', '-pr', '-r -ps', '-ps -r'].includes(args.join(' ')) ? bytesOf(input) : undefined,
    tr: (input, args) => args.length === 2 && !args[0].startsWith('-') ? translated(input, args[0], args[1]) : args.length === 2 && args[0] === '-d' ? translated(input, args[1], undefined) : undefined
};

function decoded(input: string): string | undefined {
    const bare = input.replace(/\s+/g, '');
    return bare.length % 4 !== 1 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare) ? utf8(atob(bare.replace(/=+$/, ''))) : undefined;
}

function bytesOf(input: string): string | undefined {
    const bare = input.replace(/\s+/g, '');
    return bare.length % 2 === 0 && /^[0-9a-f]*$/i.test(bare) ? utf8(bare.replace(/../g, pair => String.fromCharCode(parseInt(pair, 16)))) : undefined;
}

/** Undefined for bytes that are no text. */
function utf8(bytes: string): string | undefined {
    try {
        return decodeURIComponent([...bytes].map(byte => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''));
    } catch {
        return undefined;
    }
}

function translated(input: string, from: string, to: string | undefined): string | undefined {
    const source = letters(from);
    const target = to === undefined ? undefined : letters(to);
    if (!source || to !== undefined && !target?.length) {
        return undefined;
    }
    return [...input].map(letter => {
        const at = source.lastIndexOf(letter);
        return at < 0 ? letter : target ? target[Math.min(at, target.length - 1)] : '';
    }).join('');
}

/** `a-zA-Z`, `\n`, `[:upper:]`; undefined for what is rarer. */
function letters(set: string): string[] | undefined {
    const plain = set.replace(/\[:upper:\]/g, 'A-Z').replace(/\[:lower:\]/g, 'a-z').replace(/\[:digit:\]/g, '0-9').replace(/\[:space:\]/g, ' \t\n\r\f\v').replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\r/g, '\r');
    if (/[[\]\\]/.test(plain)) {
        return undefined;
    }
    const found: string[] = [];
    for (let at = 0; at < plain.length; at++) {
        const to = plain[at + 1] === '-' ? plain[at + 2] : undefined;
        if (to === undefined) {
            found.push(plain[at]);
            continue;
        }
        for (let code = plain.charCodeAt(at); code <= to.charCodeAt(0) && found.length < 512; code++) {
            found.push(String.fromCharCode(code));
        }
        at += 2;
    }
    return found;
}
