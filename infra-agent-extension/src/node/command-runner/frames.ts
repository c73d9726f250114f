/**
 * What the runner prints itself (the line with the command, a note) lies between two copies of a mark that nobody knew before, one mark a
 * frame. So the backend can take it out again, and a command's own text, or a copy of it, never counts as output that was expected.
 */
import type { PlannedCommand } from './protocol';

/** An operating system command that no terminal knows, and so does not show. */
export function mark(nonce: string): string {
    return `\x1b]6973;${nonce}\x07`;
}

export function frame(nonce: string, text: string): string {
    return mark(nonce) + text + mark(nonce);
}

export function header(command: PlannedCommand, index: number): string {
    const lines = visible(command.run).split('\n').map((line, at) => `${at === 0 ? '$' : '>'} ${line}`);
    return `${index === 0 ? '' : '\n'}\x1b[1;36m${lines.join('\n')}\x1b[0m\n`;
}

export function note(text: string): string {
    return `\n\x1b[33m[infra-agent] ${visible(text)}\x1b[0m\n`;
}

/** Control and direction characters as pictures, so that a command cannot paint over its own text. */
function visible(text: string): string {
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, char => char === '\r' ? '␍' : char < ' ' ? String.fromCharCode(0x2400 + char.charCodeAt(0)) : '\ufffd');
}

export interface FrameReader {
    /** The output of commands within this piece of what the terminal printed. */
    read(chunk: string): string;
    /** Frames that were seen whole. */
    seen(): number;
}

/** Takes the frames out of what a terminal prints. Text before the first frame is not a command's, and is dropped. */
export function frameReader(nonces: readonly string[]): FrameReader {
    let frames = 0;
    let inside = false;
    let held = '';
    const read = (chunk: string): string => {
        let text = held + chunk;
        let output = '';
        held = '';
        while (frames < nonces.length) {
            const sought = mark(nonces[frames]);
            const at = text.indexOf(sought);
            const before = at < 0 ? text.slice(0, text.length - heldBack(text, sought)) : text.slice(0, at);
            output += inside || frames === 0 ? '' : before;
            if (at < 0) {
                held = text.slice(before.length);
                return output;
            }
            text = text.slice(at + sought.length);
            frames += inside ? 1 : 0;
            inside = !inside;
        }
        return output;
    };
    return { read, seen: () => frames };
}

/** How many characters at the end of the text may be the beginning of what is sought. */
function heldBack(text: string, sought: string): number {
    const from = text.lastIndexOf('\x1b');
    const tail = from < 0 ? '' : text.slice(from);
    return tail !== '' && tail.length < sought.length && sought.startsWith(tail) ? tail.length : 0;
}
