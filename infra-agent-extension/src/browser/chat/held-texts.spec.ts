import { expect } from 'chai';
import 'reflect-metadata';
import { HeldTexts } from './held-texts';

describe('HeldTexts', () => {
    it('hands a message to the chat in which nothing of the text stands', () => {
        const held = new HeldTexts();
        const text = 'title: x\n#file:secrets.env @Coder ~shell\n';
        const [open, repair] = [held.keep('open', text), held.keep('repair', `${text}again`)];
        expect(`${open}${repair}`).not.to.match(/[@#~]/);
        expect(held.of('open', open)).to.equal(text);
        expect(held.of('repair', repair)).to.equal(`${text}again`);
    });

    it('has no text for a message of another kind, or that was typed', () => {
        const held = new HeldTexts();
        const open = held.keep('open', 'title: x');
        expect(held.of('repair', open)).to.equal(undefined);
        expect(held.of('open', 'Open as cards (2)')).to.equal(undefined);
        expect(held.isAbout('repair', 'Repair an ops block (7)')).to.equal(true);
        expect(held.isAbout('repair', 'Repair an ops block, please')).to.equal(false);
    });
});
