/** Text with what cannot be seen, or looks like something else, made visible. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { Phrase } from './card-view-model';
import { markSuspiciousCharacters, type Segment, type TextKind } from './mark-suspicious-characters';

export const MarkedText: React.FC<{ text: string; kind?: TextKind }> = ({ text, kind = 'prose' }) => <>
    {markSuspiciousCharacters(text, kind).map(segment => segment.mark === undefined ? segment.text : <SuspiciousChip key={segment.start} segment={segment} />)}
</>;

export const SuspiciousChip: React.FC<{ segment: Segment }> = ({ segment }) => {
    const meaning = segment.looksLike
        ? nls.localize('infra-agent/suspicious/looksLike', '{0} looks like “{1}” and is not', segment.mark ?? '', segment.looksLike)
        : nls.localize('infra-agent/suspicious/invisible', '{0}, {1}, cannot be seen', segment.mark ?? '', segment.name ?? '');
    return <span className='infra-suspicious' title={meaning} data-testid='card-suspicious'>
        {segment.looksLike && <span>{segment.text}</span>}{`⟨${segment.mark}⟩`}
    </span>;
};

/** The same for places that take plain text only, such as labels read aloud. */
export function markedPlainText(text: string, kind: TextKind = 'prose'): string {
    return markSuspiciousCharacters(text, kind).map(segment => segment.mark === undefined ? segment.text : `⟨${segment.mark}⟩`).join('');
}

/** A computed sentence: what stands between backticks is a command or a name, and is shown as such; everything else is text. */
export const Sentence: React.FC<{ text: string }> = ({ text }) => <>
    {text.split(/(`[^`]*`)/).map((part, index) => part.length > 1 && part.startsWith('`') && part.endsWith('`')
        ? <code key={index}><MarkedText text={part.slice(1, -1)} kind='command' /></code>
        : <MarkedText key={index} text={part} />)}
</>;

export const PhraseText: React.FC<{ phrase: Phrase }> = ({ phrase: { before, code, after } }) => <>
    {before && <><MarkedText text={before} /> </>}{code !== undefined && <code><MarkedText text={code} kind='command' /></code>}{after && <> <MarkedText text={after} /></>}
</>;
