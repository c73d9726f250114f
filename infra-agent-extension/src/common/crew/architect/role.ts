import type { Role } from '../role';
import { derive } from './derive';
import { prompt } from './prompt';

export const role: Role = { id: 'architect', mode: 'design', prompt, derive };
