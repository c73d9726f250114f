/** An operation as a terminal shows it before anyone is asked: what the card shows, in the same order. */
import type { CardView } from '../common/infra-service';
import { print } from './print';

export function showOperation(card: CardView): void {
    print(`\n${card.operation.title}  [${card.key}]`);
    print(`  ${card.sentence}`);
    print(`  risk ${card.assessment?.risk ?? 'unknown'}, ${card.assessment?.group ?? ''}${card.claim ? ` (${card.claim})` : ''}`);
    card.assessment?.reasons.filter(reason => reason.risk !== 'LOW').forEach(reason => print(`    ${reason.risk}: ${reason.message}`));
    if (card.target) {
        print(`  reaches ${card.target.description}`);
    }
    (card.operation.commands ?? []).forEach(command => print(`  $ ${command.run}${command.cwd ? `   (in ${command.cwd})` : ''}`));
    card.edits.forEach(edit => print(`  ${edit.kind} ${edit.file} (+${edit.added} −${edit.removed})\n${indent(edit.diff)}`));
    card.preconditions.forEach(precondition => print(`  precondition ${precondition.index + 1}: ${precondition.state}: ${precondition.seen}`));
    card.environment.forEach(variable => print(`  passes ${variable.name} (${variable.source})`));
    card.unset.forEach(name => print(`  unset here: ${name}`));
    (card.operation.expected ?? []).forEach(expectation => print(`  expects ${JSON.stringify(expectation)}`));
    print(`  rollback: ${card.rollbackSentence}${card.rollback ? ` (${card.rollback.risk})` : ''}`);
    (card.operation.assumptions ?? []).forEach(assumption => print(`  ${assumption}`));
    card.verdict?.findings.forEach(finding => print(`  ${finding.severity}: ${finding.message}`));
    if (card.digest) {
        print(`  digest ${card.digest}`);
    }
    if (card.sendRefusal) {
        print(`  cannot be sent: ${card.sendRefusal}`);
    }
}

export function showResult(card: CardView): void {
    print(`\n${card.phase}: ${card.operation.title}${card.note ? ` (${card.note})` : ''}`);
    card.observation?.expectations.forEach(({ expectation, met, seen }) => print(`  ${met ? 'met' : 'NOT met'}: ${JSON.stringify(expectation)}; ${seen}`));
    if (card.observation?.problem) {
        print(`  ${card.observation.problem}`);
    }
}

function indent(text: string): string {
    return text.trimEnd().split('\n').map(line => `    ${line}`).join('\n');
}
