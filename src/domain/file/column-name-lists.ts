import type { ColumnUse } from '../invitation/import-row';

/**
 * Names of columns in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Japanese and Russian,
 * and those that Jira, Salesforce, HubSpot, Zendesk, Freshdesk, Google, Outlook, Entra and others export.
 */
export const COLUMN_NAMES: Readonly<Record<ColumnUse, readonly string[]>> = {
  email: list(`
    hauptadresse | kontakt-e-mail | emails | e-mail addresses | メアド |
    email | e-mail | mail | email address | mail address | user email | customer email |
    e-mail 1 - value | primary email | work email | e-mail-adresse | mailadresse | adresse e-mail | courriel |
    adresse électronique | mél | correo | correo electrónico | dirección de correo | posta elettronica |
    indirizzo e-mail | indirizzo mail | correio eletrónico | correio eletrônico | endereço de e-mail |
    e-mailadres | mailadres | adres e-mail | poczta | adres mailowy | e-post | e-postadress | epostadress |
    メール | メールアドレス | eメール | 電子メール | почта | электронная почта | эл. почта | адрес электронной почты | имейл |
    емейл | е-мейл | dirección de correo electrónico | adresse de courriel | adresse de messagerie |
    indirizzo di posta elettronica | endereço de correio eletrónico | 電子メールアドレス | eメールアドレス | e-mail アドレス
  `),
  name: list(`
    last name first name | first and last name | first name last name | nachname vorname | vorname nachname |
    name vorname | vorname und nachname | nom prénom | prénom nom | apellidos nombre | apellidos y nombre | 姓名 |
    name | full name | display name | customer name | contact name | contact | user name | person | customer |
    vollständiger name | anzeigename | kundenname | ansprechpartner | vor- und nachname | nom | nom complet |
    nom et prénom | prénom et nom | nom affiché | nombre completo | nombre y apellidos | nombre y apellido |
    nombre | nome | nome completo | nome e cognome | nominativo | nome visualizzato | nome de exibição |
    naam | volledige naam | weergavenaam | imię i nazwisko | pełna nazwa | nazwa wyświetlana | namn |
    fullständigt namn | visningsnamn | 氏名 | 名前 | お名前 | 表示名 | имя и фамилия | фио | ф.и.о. | полное имя |
    отображаемое имя
  `),
  firstName: list(`
    first name | given name | forename | fname | vorname | rufname | prénom | prénoms | primer nombre |
    nombre de pila | nombres | nome di battesimo | primeiro nome | nome próprio | voornaam | imię | förnamn |
    tilltalsnamn | 名 | 名（名） | имя
  `),
  lastName: list(`
    last name | surname | family name | lname | nachname | familienname | zuname | nom de famille | apellido |
    apellidos | primer apellido | cognome | sobrenome | apelido | último nome | achternaam | familienaam |
    nazwisko | efternamn | 姓 | 苗字 | 名字 | фамилия
  `),
  organizations: list(`
    organization name | customer organization | associated company | kundenorganisation | client company |
    organization | organizations | organisation | organisations | org | orgs | organization(s) |
    organisation(s) | company | companies | company name | account name | employer | business | company(s) |
    jsm organization | organization 1 - name | organisationen | firma | firmen | firmenname | unternehmen |
    gesellschaft | arbeitgeber | société | sociétés | entreprise | entreprises | compagnie | organisme |
    raison sociale | empresa | empresas | organización | organizaciones | compañía | azienda | aziende |
    società | organizzazione | organizzazioni | ditta | impresa | organização | organizações | companhia |
    bedrijf | bedrijven | bedrijfsnaam | organisatie | organisaties | onderneming | firmy | organizacja |
    organizacje | przedsiębiorstwo | spółka | nazwa firmy | företag | företagsnamn | bolag | organisationer |
    組織 | 組織名 | 会社 | 会社名 | 企業 | 企業名 | 団体 | 法人名 | 所属 | организация | организации | компания | компании |
    название компании | фирма | предприятие
  `),
  endsAt: list(`
    last day of access | letzter tag des zugangs | letzter tag des zugriffs | dernier jour d'accès | último día de acceso | アクセスの最終日 |
    last day | letzter tag | dernier jour | último día | 最終日 | end date | ends at | ends on | expires |
    expiry | expiry date | expiration date | expires at | expires on | valid until | valid to | access until |
    enddatum | ablaufdatum | gültig bis | befristet bis | endet am | date de fin | date d'expiration |
    valable jusqu'au | fecha de fin | fecha fin | fecha de vencimiento | fecha de caducidad | válido hasta |
    data di fine | data fine | data di scadenza | valido fino al | data de término | data final |
    data de fim | data de validade | válido até | einddatum | vervaldatum | geldig tot | data zakończenia |
    data końcowa | data wygaśnięcia | ważne do | ważny do | slutdatum | förfallodatum | giltig till |
    utgångsdatum | 終了日 | 有効期限 | 失効日 | 満了日 | дата окончания | срок действия | действует до | действителен до
  `),
};

/**
 * Words that may stand beside a name without changing what the column holds. A list of those that do change it (id, phone,
 * type, …) would never be complete.
 */
export const MODIFIERS = list(`
    customer | customers | client | user | users | contact | contacts | person | member | requester |
    reporter | guest | employee | end | jira | jsm | atlassian | portal | service | desk | your | the | of |
    a | primary | main | work | business | office | professional | preferred | default | current |
    associated | related | legal | official | required | 1 | s | account | login | kunde |
    kunden | kontakt | benutzer | nutzer | anwender | des | der | die | geschäftlich | dienstlich | clients |
    utilisateur | du | de | la | le | les | l | d | professionnel | pro | cliente | clientes | usuario |
    contacto | del | el | principal | laboral | trabajo | professionnelle | utente | contatto | aziendale |
    di | do | da | klant | klanten | klient | klienta | kund | 顧客 | ユーザー | 担当者 | お客様 | 連絡先 | клиент |
    клиента | пользователя | контакта
`);

/** Words that may stand beside the name of an organization, too: "Name of the company". */
export const OF_NAMES = list(`
    name | names | display | full | nom | nombre | nome | naam | nazwa | namn | bezeichnung | название | 名
`);

/** Words beside the name of an end: "Access end date" ends the access, "Contract end date" does not. */
export const OF_ACCESS = list(`
    access | portal | jira | jsm | account | user | customer | of | the | date | day | zugang | zugangs |
    zugriff | zugriffs | des | accès | d | l | de | acceso | del | accesso | アクセス | アクセスの
`);

function list(text: string): readonly string[] {
  return text.split('|').map((name) => name.trim());
}
