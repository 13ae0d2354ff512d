import { addressesIn } from './addresses-in';

const emailsIn = (text: string): string[] => Array.from(addressesIn(text), ({ email }) => email);

describe('ids of messages are no addresses', () => {
  test.each([
    ['Message-ID: <CAF=abc123@mail.acme.example>'],
    ['message-id:<abc@acme.example>'],
    ['Message-ID:\n <abc@acme.example>'],
    ['Message-ID: CAF=abc123@mail.acme.example'],
    ['"messageId": "abc@acme.example"'],
    ['In-Reply-To: <abc@acme.example>'],
    ['In-Reply-To: Your message of "Mon, 1 Nov" <abc@acme.example>'],
    ['References: <a@acme.example>\n <b@acme.example>\r\n\t<c@acme.example> <d@acme.example>'],
    ['X-Original-Message-ID: <abc@acme.example>'],
    ['Content-ID: <image001.png@acme.example>'],
    ['[cid:image001.png@01D5C0A3.E0B2D507]'],
  ])('behind what says so: %j', (text) => {
    expect(emailsIn(`${text}\nFrom: Ada <ada@acme.example>`)).toEqual(['ada@acme.example']);
  });

  test.each([
    ['<CAF=abc123@mail.gmail.com>'],
    ['<CAFq8mVnE5z=x_YkLw3Rr0ZtB7ucQyD+JpHsT2oNa1ieGfWXKA@acme.example>'],
    ['<3F1C2A44-9A0B-4F6A-8A57-0E6D2D2AD0C1@acme.example>'],
    ['<000001d5c0a3$7e0b2d50$7a2187f0$@acme.example>'],
    ['<20261105123456.4A2B31C0123@mail.acme.example>'],
    ['<1234.56.1600000000.JavaMail.root@acme.example>'],
    ['<AM0PR04MB1234ABCDEF0123456789ABCDEF@AM0PR04MB1234.eurprd04.prod.outlook.com>'],
    ['<0100018f3a2b4c5d-3f1c2a44-9a0b-4f6a-8a57-0e6d2d2ad0c1-000000@email.amazonses.com>'],
  ])('by how mail programs make them: %s', (text) => {
    expect(emailsIn(`${text} ada@acme.example`)).toEqual(['ada@acme.example']);
  });

  test('people called references are people', () => {
    expect(emailsIn('References: Ada <ada@acme.example>, bob@acme.example')).toHaveLength(2);
  });
});
