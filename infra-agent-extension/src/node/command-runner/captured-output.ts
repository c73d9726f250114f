/** Keeps the beginning and the end of what commands print, in bounded memory, and counts the rest. */
import { cleanOutput } from '../../common/ops/clean-output';

/** Of each end, in UTF-16 units. */
const KEPT = 1024 * 1024;

export interface CapturedOutput {
    add(text: string): void;
    /** Of all that was printed, in UTF-8. */
    bytes(): number;
    leftOutBytes(): number;
    /** ANSI stripped, LF; where something was left out, a line says how much. */
    text(): string;
}

export function captureOutput(kept = KEPT): CapturedOutput {
    let bytes = 0;
    let head = '';
    let tail: string[] = [];
    let tailLength = 0;
    const add = (text: string): void => {
        bytes += Buffer.byteLength(text);
        const room = kept - head.length;
        head += text.slice(0, room);
        if (text.length > room) {
            tail.push(text.slice(room));
            tailLength += text.length - room;
        }
        // Shortened only now and then, so that many small pieces cost no more than few large ones.
        if (tailLength > 2 * kept) {
            tail = [tail.join('').slice(-kept)];
            tailLength = kept;
        }
    };
    const end = (): string => tail.join('').slice(-kept);
    const leftOutBytes = (): number => bytes - Buffer.byteLength(head) - Buffer.byteLength(end());
    const text = (): string => {
        const leftOut = leftOutBytes();
        return leftOut === 0 ? cleanOutput(head + end()) : `${cleanOutput(head)}\n… ${leftOut} bytes left out …\n${cleanOutput(end())}`;
    };
    return { add, bytes: () => bytes, leftOutBytes, text };
}
