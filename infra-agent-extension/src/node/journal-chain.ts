/**
 * The keyed hash chain of the journal. Each line's MAC covers the one before it, so a changed, missing or inserted line shows to whoever
 * has the key; the head record says how far the journal went, so a cut-off end shows too. Pure over bytes: it opens no file.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { JournalEntry } from '../common/conductor/events';
import type { Event } from '../common/conductor/events';
import { canonicalJson } from '../common/ops/canonical-json';

/** How far the chain goes: the last line's number and MAC, and the bytes up to its end. */
export interface ChainEnd {
    readonly seq: number;
    readonly mac: string;
    readonly bytes: number;
}

export const CHAIN_START: ChainEnd = { seq: 0, mac: '0'.repeat(64), bytes: 0 };

export type LineTrouble =
    | { readonly kind: 'newer'; readonly line: number; readonly reason: string }
    | { readonly kind: 'tampered'; readonly line: number; readonly reason: string };

export interface ReadLines {
    readonly entries: readonly JournalEntry[];
    readonly end: ChainEnd;
    /** What stopped the reading at a whole line that is not right. */
    readonly trouble?: LineTrouble;
    /** Whether bytes follow that are not a whole append: torn by a crash, or being written right now. */
    readonly partial: boolean;
}

/** One append: its lines count all together or not at all. */
export function sealEntries(key: Buffer, end: ChainEnd, events: readonly Event[], at: string): { entries: JournalEntry[]; bytes: Buffer; end: ChainEnd } {
    const entries: JournalEntry[] = [];
    let previous = end.mac;
    events.forEach((event, index) => {
        const more = events.length - index - 1;
        const body = { version: 1 as const, seq: end.seq + index + 1, at, event, ...(more > 0 ? { more } : {}) };
        const mac = macOf(key, previous, body);
        entries.push({ ...body, previous, mac });
        previous = mac;
    });
    const bytes = Buffer.from(entries.map(entry => `${canonicalJson(entry)}\n`).join(''), 'utf8');
    return { entries, bytes, end: { seq: end.seq + entries.length, mac: previous, bytes: end.bytes + bytes.length } };
}

/** Reads what follows `from`, up to the first line that is not right. */
export function readLines(key: Buffer, from: ChainEnd, bytes: Buffer): ReadLines {
    const entries: JournalEntry[] = [];
    let end = from;
    let pending: JournalEntry[] = [];
    let start = 0;
    for (let newline = bytes.indexOf(NEWLINE); newline >= 0; newline = bytes.indexOf(NEWLINE, start)) {
        const last = pending.at(-1) ?? end;
        const line = readLine(key, { seq: last.seq, mac: last.mac, more: pending.at(-1)?.more ?? 0 }, bytes.subarray(start, newline).toString('utf8'));
        if ('kind' in line) {
            return { entries, end, trouble: line, partial: false };
        }
        start = newline + 1;
        pending.push(line);
        if (line.more === undefined) {
            entries.push(...pending);
            pending = [];
            end = { seq: line.seq, mac: line.mac, bytes: from.bytes + start };
        }
    }
    return { entries, end, partial: from.bytes + bytes.length > end.bytes };
}

const NEWLINE = 0x0a;

interface Before {
    readonly seq: number;
    readonly mac: string;
    readonly more: number;
}

function readLine(key: Buffer, before: Before, text: string): JournalEntry | LineTrouble {
    const line = before.seq + 1;
    const tampered = (reason: string): LineTrouble => ({ kind: 'tampered', line, reason });
    const raw = parseJson(text);
    const version = NewerLine.safeParse(raw);
    if (version.success) {
        return { kind: 'newer', line, reason: `line ${line} has format ${version.data.version}` };
    }
    const sealed = unseal(text);
    if (!sealed) {
        return tampered(`line ${line} is no journal entry`);
    }
    if (!equal(sealed.mac, macOfText(key, sealed.previous, sealed.body))) {
        return tampered(`line ${line} was changed, or was not written by this agent`);
    }
    // Its MAC is right, so our own kind wrote it; what we do not understand must not be guessed.
    const entry = JournalEntry.safeParse(raw);
    if (!entry.success) {
        return { kind: 'newer', line, reason: `line ${line} holds an event that this version does not know` };
    }
    if (entry.data.previous !== before.mac || entry.data.seq !== line) {
        return tampered(`line ${line} does not follow the one before it: lines were taken out, moved or put in`);
    }
    return before.more > 0 && (entry.data.more ?? 0) !== before.more - 1 ? tampered(`line ${line} does not complete the append before it`) : entry.data;
}

const NewerLine = z.looseObject({ version: z.int().min(2) });
/** In canonical JSON names are in order, so that what follows the event is always this. */
const SEAL = /,"mac":"([0-9a-f]{64})"(,"more":[0-9]+)?,"previous":"([0-9a-f]{64})"(,"seq":[0-9]+,"version":1\})$/;

/** Takes the seal out of a line. What is left is the text that it was made over: no need to write it again, and no other spelling passes. */
function unseal(text: string): { body: string; mac: string; previous: string } | undefined {
    const seal = SEAL.exec(text);
    return seal ? { body: `${text.slice(0, seal.index)}${seal[2] ?? ''}${seal[4]}`, mac: seal[1], previous: seal[3] } : undefined;
}

const Head = z.strictObject({ seq: z.int().min(0), mac: z.string(), bytes: z.int().min(0), seal: z.string() });

export function sealHead(key: Buffer, end: ChainEnd): string {
    const { seq, mac, bytes } = end;
    return `${canonicalJson({ seq, mac, bytes, seal: macOf(key, 'head', { seq, mac, bytes }) })}\n`;
}

/** Undefined if it is not one that was written with this key. */
export function openHead(key: Buffer, text: string): ChainEnd | undefined {
    const head = Head.safeParse(parseJson(text));
    if (!head.success) {
        return undefined;
    }
    const { seq, mac, bytes, seal } = head.data;
    return equal(seal, macOf(key, 'head', { seq, mac, bytes })) ? { seq, mac, bytes } : undefined;
}

function macOf(key: Buffer, previous: string, body: object): string {
    return macOfText(key, previous, canonicalJson(body));
}

function macOfText(key: Buffer, previous: string, body: string): string {
    return createHmac('sha256', key).update(previous).update(body).digest('hex');
}

function equal(left: string, right: string): boolean {
    return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
