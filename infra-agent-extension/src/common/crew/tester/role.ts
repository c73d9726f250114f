import type { Role } from '../role';
import { derive } from './derive';
import { prompt } from './prompt';

export const role: Role = { id: 'tester', mode: 'test', prompt, derive };
