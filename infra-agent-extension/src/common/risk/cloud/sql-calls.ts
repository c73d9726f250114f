/** SQL given to a provider's tool as a word. */
import { effect } from '../verb-list';
import { readStatementWord } from '../sql-clients';
import type { Effect, Word } from '../program';
import type { Group } from '../../ops/operation';

/** What the statements of a word do. Without a word, the statement is elsewhere and cannot be read. */
export function judgeSql(word: Word | undefined, group: Group): readonly Effect[] {
    return word ? readStatementWord(word, group).effects : [effect('MED', group, 'runs SQL that the text does not show')];
}
