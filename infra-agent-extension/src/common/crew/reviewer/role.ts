import type { Role } from '../role';
import { derive } from './derive';
import { prompt } from './prompt';

export const role: Role = { id: 'reviewer', mode: 'review', prompt, derive };
