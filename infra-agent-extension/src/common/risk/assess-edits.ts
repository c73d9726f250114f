/** Risk of edits (DESIGN §5): what runs elsewhere without our gate is HIGH; the rest is LOW, since the stored image gives every byte back. */
import type { Edit, Risk } from '../ops/operation';
import { worstRisk } from './assessment';
import type { Assessment, Reason } from './assessment';
import { refusal, runsElsewhere } from './runs-elsewhere';
import { tidyPath } from '../shell/shell-path';

export function assessEdits(edits: readonly Edit[], field = 'edits'): Assessment {
    const reasons = edits.map((edit, index) => reasonFor(edit, `${field}[${index}]`));
    return { risk: worstRisk(reasons.map(reason => reason.risk)), group: 'local', writes: edits.length > 0, reasons };
}

function reasonFor(edit: Edit, field: string): Reason {
    const file = tidyPath(edit.file);
    const outside = file.startsWith('/') || file.startsWith('..');
    const trouble = outside ? 'lies outside the workspace' : runsElsewhere(file);
    const refused = outside || refusal(file) !== undefined ? ', and edits of it are refused' : '';
    const risk: Risk = trouble ? 'HIGH' : 'LOW';
    return { risk, group: 'local', start: 0, end: 0, field, message: trouble ? `${edit.file} ${trouble}${refused}` : `${edit.file}: every byte can be restored from the stored image` };
}
