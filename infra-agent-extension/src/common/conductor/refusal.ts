/** Why something asked for was not done. The id is stable: tests, the journal and the cards go by it; the message is for people. */
export interface Refusal {
    readonly refused: string;
    /** One sentence: what is wrong and how to mend it. */
    readonly message: string;
}

export function refuse(refused: string, message: string): Refusal {
    return { refused, message };
}

export function isRefusal(answer: unknown): answer is Refusal {
    return typeof answer === 'object' && answer !== null && 'refused' in answer;
}
