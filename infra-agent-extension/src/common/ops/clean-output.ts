/** What a terminal printed, as plain text to match and keep: escape sequences out, lines ended by LF, progress lines as they last stood. */

/** Linear in its input, whatever that is: one pass, and no regular expression that could run long. */
export function cleanOutput(raw: string): string {
    return resolveOverwrites(stripControls(raw));
}

/** Takes out escape sequences and all control characters but tab, LF, CR and backspace. */
function stripControls(raw: string): string {
    const kept: string[] = [];
    let from = 0;
    for (let at = 0; at < raw.length;) {
        const code = raw.charCodeAt(at);
        const plain = code === 0x09 || code === 0x0a || code === 0x0d || code === 0x08 || (code >= 0x20 && code < 0x7f) || code > 0x9f;
        if (plain) {
            at++;
            continue;
        }
        kept.push(raw.slice(from, at));
        at = from = afterControl(raw, at);
    }
    kept.push(raw.slice(from));
    return kept.join('');
}

/** Where the control character or escape sequence at this place ends (ECMA-48). */
function afterControl(raw: string, at: number): number {
    const code = raw.charCodeAt(at);
    if (code === 0x9b) {
        return afterParameters(raw, at + 1);
    }
    if (isStringStart(code)) {
        return afterString(raw, at + 1);
    }
    if (code !== 0x1b) {
        return at + 1;
    }
    const next = raw.charCodeAt(at + 1);
    if (next === 0x5b) {
        return afterParameters(raw, at + 2);
    }
    if (isStringStart(next + 0x40)) {
        return afterString(raw, at + 2);
    }
    // Intermediate characters, then one final: `ESC ( B`.
    let end = at + 1;
    while (end < raw.length && inRange(raw.charCodeAt(end), 0x20, 0x2f)) {
        end++;
    }
    return end < raw.length && inRange(raw.charCodeAt(end), 0x30, 0x7e) ? end + 1 : end;
}

/** The 8-bit forms of DCS, SOS, OSC, PM and APC, which hold text up to a terminator. */
function isStringStart(code: number): boolean {
    return code === 0x90 || code === 0x98 || code === 0x9d || code === 0x9e || code === 0x9f;
}

function afterParameters(raw: string, at: number): number {
    let end = at;
    while (end < raw.length && inRange(raw.charCodeAt(end), 0x20, 0x3f)) {
        end++;
    }
    return end < raw.length && inRange(raw.charCodeAt(end), 0x40, 0x7e) ? end + 1 : end;
}

/** Ends at BEL or ST. One that never ends, or runs over a line, was none: only its introducer is taken out, so that no output is hidden by it. */
function afterString(raw: string, at: number): number {
    for (let end = at; end < raw.length; end++) {
        const code = raw.charCodeAt(end);
        if (code === 0x07 || code === 0x9c) {
            return end + 1;
        }
        if (code === 0x1b) {
            return raw.charCodeAt(end + 1) === 0x5c ? end + 2 : at;
        }
        // Stopping at the next introducer also keeps the whole pass linear.
        if (code === 0x0a || isStringStart(code)) {
            return at;
        }
    }
    return at;
}

function inRange(code: number, low: number, high: number): boolean {
    return code >= low && code <= high;
}

/** Of a line that was drawn over itself (`10%\r50%\r100%`), the last drawing that is not empty. */
function resolveOverwrites(text: string): string {
    if (!/[\r\b]/.test(text)) {
        return text;
    }
    return text.split('\n').map(line => {
        const drawings = line.split('\r').filter(drawing => drawing !== '');
        return eraseBackspaced(drawings.at(-1) ?? '');
    }).join('\n');
}

function eraseBackspaced(line: string): string {
    if (!line.includes('\b')) {
        return line;
    }
    const kept: string[] = [];
    for (const char of line) {
        if (char === '\b') {
            kept.pop();
        } else {
            kept.push(char);
        }
    }
    return kept.join('');
}
