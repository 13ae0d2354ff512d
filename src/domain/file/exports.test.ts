import { guessColumns } from './guess-columns';

/** The columns that a header is taken for, by their names. */
function used(header: string): Record<string, string> {
  const names = header.split(',');
  const { columns } = guessColumns(names, []);
  return Object.fromEntries(names.flatMap((name, index) => (columns[index] ? [[name, columns[index]]] : [])));
}

/** Headers as these products export them. */
describe('the columns of an export of', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      'Google Contacts (since 2024)',
      'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Country,Website 1 - Value',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        'Organization Name': 'organizations',
        'E-mail 1 - Value': 'email',
      },
    ],
    [
      'Google Contacts (before)',
      'Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Family Name Yomi,Name Prefix,Initials,Nickname,Short Name,Location,Occupation,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol',
      {
        Name: 'name',
        'Given Name': 'firstName',
        'Family Name': 'lastName',
        'E-mail 1 - Value': 'email',
        'Organization 1 - Name': 'organizations',
      },
    ],
    [
      'Outlook',
      'Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business Phone,Company Main Phone,Home Phone,Account,Anniversary,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,E-mail 2 Display Name,Organizational ID Number,Referred By,Web Page',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        Company: 'organizations',
        'E-mail Address': 'email',
      },
    ],
    [
      'Outlook on the web',
      'First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,Home Phone,Company,Job Title,Department,Company Yomi,Office Location,Categories,Notes',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        'E-mail Address': 'email',
        Company: 'organizations',
      },
    ],
    [
      'HubSpot',
      'Record ID - Contact,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Marketing contact status,Create Date,Associated Company IDs,Associated Company,Email Domain',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        Email: 'email',
        'Associated Company': 'organizations',
      },
    ],
    [
      'Salesforce',
      'Salutation,First Name,Last Name,Title,Account Name,Account ID,Account Owner,Mailing Street,Mailing City,Phone,Mobile,Email,Email Bounced Reason,Contact Owner,Contact ID',
      { 'First Name': 'firstName', 'Last Name': 'lastName', 'Account Name': 'organizations', Email: 'email' },
    ],
    [
      'Zendesk',
      'id,name,email,created_at,time_zone,iana_time_zone,phone,shared_phone_number,locale_id,locale,organization_id,organization,role,verified,external_id,tags,alias,suspended',
      { name: 'name', email: 'email', organization: 'organizations' },
    ],
    [
      'Freshdesk',
      'Full name,Title,Company,Email,Work phone,Mobile phone,Other emails,Address,Can see all tickets from this company,Language,Time zone,Tags,About,Unique external ID',
      { 'Full name': 'name', Company: 'organizations', Email: 'email' },
    ],
    [
      'Intercom',
      'User ID,Name,Email,Phone,Company name,Company ID,Company size,Company plan,Company website,Last seen,Signed up,Owner,Email bounced',
      { Name: 'name', Email: 'email', 'Company name': 'organizations' },
    ],
    [
      'Help Scout',
      'Customer ID,First Name,Last Name,Organization,Job Title,Emails,Phones,Location,Age,Gender,Created At',
      { 'First Name': 'firstName', 'Last Name': 'lastName', Organization: 'organizations', Emails: 'email' },
    ],
    [
      'Zammad',
      'id,login,firstname,lastname,email,web,phone,fax,mobile,department,street,zip,city,country,address,vip,verified,active,note,organization,roles',
      { firstname: 'firstName', lastname: 'lastName', email: 'email', organization: 'organizations' },
    ],
    [
      'Chatwoot',
      'id,name,email,phone_number,company_name,company_id,city,country,country_code,social_profiles',
      { name: 'name', email: 'email', company_name: 'organizations' },
    ],
    [
      'osTicket',
      'Name,Email Address,Organization,Phone Number,Internal Notes,Account Status,Last Updated',
      { Name: 'name', 'Email Address': 'email', Organization: 'organizations' },
    ],
    [
      'Mailchimp',
      'Email Address,First Name,Last Name,Company,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LATITUDE,TIMEZONE,LAST_CHANGED,LEID,EUID,NOTES,TAGS',
      {
        'Email Address': 'email',
        'First Name': 'firstName',
        'Last Name': 'lastName',
        Company: 'organizations',
      },
    ],
    [
      'the users of an Atlassian site',
      'User id,User name,email,User status,Added to org,Org role,Last seen in Jira,Jira - example',
      { 'User name': 'name', email: 'email' },
    ],
    [
      'the portal-only customers of an Atlassian site',
      'Display name,Email,Account ID,Status,Created,Last login,Organizations',
      { 'Display name': 'name', Email: 'email', Organizations: 'organizations' },
    ],
    [
      'Entra',
      'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,companyName,creationType,alternateEmailAddress,createdDateTime',
      {
        displayName: 'name',
        surname: 'lastName',
        mail: 'email',
        givenName: 'firstName',
        companyName: 'organizations',
      },
    ],
    [
      'Okta',
      'login,firstName,lastName,middleName,displayName,nickName,email,secondEmail,title,division,department,costCenter,employeeNumber,mobilePhone,organization,manager',
      {
        firstName: 'firstName',
        lastName: 'lastName',
        displayName: 'name',
        email: 'email',
        organization: 'organizations',
      },
    ],
    [
      'Thunderbird',
      'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Job Title,Department,Organization,Web Page 1',
      {
        'First Name': 'firstName',
        'Last Name': 'lastName',
        'Display Name': 'name',
        'Primary Email': 'email',
        Organization: 'organizations',
      },
    ],
  ])('%s', (_, header, columns) => {
    expect(used(header)).toEqual(columns);
  });
});

describe('what stands beside the name of an organization is none', () => {
  test.each([
    'Company ID',
    'Company Phone',
    'Organization Title',
    'Organisation Department',
    'Company Type',
    'Company Size',
    'Company Number',
    'Company Yomi',
    'Company registration no.',
    'Company website',
    'Organization country',
    'Unternehmensgröße',
    'Firma-ID',
    'Firma Telefon',
    'Firma Straße',
    'Unternehmen Branche',
    'Téléphone société',
    'Taille de l’entreprise',
    'Teléfono de la empresa',
    'CIF empresa',
    '会社電話番号',
    '会社名（カナ）',
    'Telefono azienda',
    'Nip firmy',
    'organization_id',
    'organizationSize',
    'Can see all tickets of the company',
  ])('%s', (name) => {
    expect(used(name)).toEqual({});
  });

  test.each([
    ['Name of the company'],
    ['Customer company'],
    ['Firma des Kunden'],
    ['Nom de l’entreprise'],
    ['Nombre de la empresa'],
    ['顧客 会社名'],
    ['companyName'],
  ])('but %s is one', (name) => {
    expect(used(name)).toEqual({ [name]: 'organizations' });
  });
});

describe('a date ends access only where its name says so', () => {
  test.each([
    'Contract end date',
    'Vertragsende',
    'Renewal date',
    'Fin de contrat',
    'End of support',
    'Due date',
    'bis',
  ])('%s does not', (name) => {
    expect(used(name)).toEqual({});
  });

  test.each([
    'Access end date',
    'End date',
    'Access until',
    'Portal access expires on',
    'Enddatum des Zugangs',
  ])('%s does', (name) => {
    expect(used(name)).toEqual({ [name]: 'endsAt' });
  });
});
