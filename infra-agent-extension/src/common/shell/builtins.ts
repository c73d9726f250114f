/** What bash does itself. A builtin that is not here is a program to the evaluator. */
import { declarationBuiltins } from './builtins-declare';
import { flowBuiltins } from './builtins-flow';
import { folderBuiltins } from './builtins-folder';
import { inputBuiltins } from './builtins-input';
import { printBuiltins } from './builtins-print';
import type { Builtin } from './builtin';

export const builtins: ReadonlyMap<string, Builtin> = new Map(Object.entries({ ...declarationBuiltins, ...flowBuiltins, ...folderBuiltins, ...inputBuiltins, ...printBuiltins }));
