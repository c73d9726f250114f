import type { Event } from './events';
import type { Refusal } from './refusal';

/** What was decided: the events that happen, none if it is so already, or why not. */
export type Decision = readonly Event[] | Refusal;
