import { plainProgram } from '../effect';
import type { Call, Word } from '../program';
import { wordTail } from '../word-parts';

export const program = plainProgram('dd', 'LOW', 'copies bytes', {
    writesTo: call => operands(call, 'of='),
    reads: call => operands(call, 'if=')
});

function operands(call: Call, name: string): readonly Word[] {
    return call.positionals.filter(word => word.prefix.startsWith(name)).map(word => wordTail(word, name.length));
}
