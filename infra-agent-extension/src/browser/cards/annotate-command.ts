/** Cuts a command's text where suspicious characters and the reasons of its assessment begin and end, so that each can be shown at its place. */
import type { Reason } from '../../common/risk/assessment';
import { markSuspiciousCharacters, type Segment } from './mark-suspicious-characters';

export interface Piece {
    readonly text: string;
    /** The numbers, from 1, of the reasons that cover this piece. */
    readonly reasons: readonly number[];
    /** Those of them that end here: where their numbers are printed. */
    readonly ends: readonly number[];
    readonly suspicious?: Segment;
}

export function annotateCommand(text: string, reasons: readonly Pick<Reason, 'start' | 'end'>[]): Piece[] {
    const segments = markSuspiciousCharacters(text, 'command');
    const cuts = new Set<number>([0, text.length, ...segments.flatMap(segment => [segment.start, segment.end])]);
    for (const reason of reasons) {
        cuts.add(clamp(reason.start, text.length));
        cuts.add(clamp(reason.end, text.length));
    }
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(0, -1).map((start, index) => {
        const end = places[index + 1];
        const suspicious = segments.find(segment => segment.mark !== undefined && segment.start <= start && end <= segment.end);
        const covering = reasons.flatMap((reason, number) => reason.start <= start && end <= reason.end ? [number + 1] : []);
        return {
            text: text.slice(start, end),
            reasons: covering,
            ends: covering.filter(number => clamp(reasons[number - 1].end, text.length) === end),
            ...suspicious && { suspicious }
        };
    });
}

function clamp(offset: number, length: number): number {
    return Math.max(0, Math.min(length, offset));
}
