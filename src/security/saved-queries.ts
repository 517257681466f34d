/** A question of an investigation, as Athena keeps it. What has to be put in stands in capitals. */
export interface SavedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** The account has to be said in each query: it is part of where the logs lie. */
const WHERE = (day: string) => `WHERE account IN ('ACCOUNT') -- the ids of the accounts to look into
  AND day >= date_format(current_date - interval '7' day, '${day}')`;

const IN_TRAIL = WHERE('%Y/%m/%d');
/** Its days have no zeros before them, so that they are no order: each is named. */
const IN_CONFIG = `WHERE account IN ('ACCOUNT') -- the ids of the accounts to look into
  AND day = date_format(current_date - interval '1' day, '%Y/%c/%e')`;

/** The questions. @param database of the tables; @param config whether there is one of AWS Config */
export function savedQueries(database: string, config: boolean): SavedQuery[] {
  const trail = `FROM "${database}"."trail"`;
  return [
    {
      name: 'what-did-this-principal-do',
      description: 'Everything that a user, a role, a session or an access key did, or tried to. Put in ACCOUNT and PRINCIPAL: an ARN, a session or user name, or an id of a key.',
      sql: `SELECT eventtime, recipientaccountid, awsregion, eventsource, eventname, errorcode, sourceipaddress, useragent, useridentity.arn AS who, requestparameters, resources, eventid
${trail}
${IN_TRAIL}
  AND ('PRINCIPAL' IN (useridentity.arn, useridentity.sessioncontext.sessionissuer.arn, useridentity.username, useridentity.accesskeyid, useridentity.onbehalfof.userid)
    OR useridentity.arn LIKE '%/PRINCIPAL')
ORDER BY eventtime`,
    },
    {
      name: 'who-touched-this-resource',
      description: 'Each call that names a resource. Put in ACCOUNT and RESOURCE: an ARN, an id or a name.',
      sql: `SELECT eventtime, recipientaccountid, awsregion, eventsource, eventname, readonly, errorcode, useridentity.arn AS who, sourceipaddress, useragent, requestparameters, eventid
${trail}
${IN_TRAIL}
  AND (any_match(resources, resource -> resource.arn LIKE '%RESOURCE%')
    OR requestparameters LIKE '%RESOURCE%' OR responseelements LIKE '%RESOURCE%')
ORDER BY eventtime`,
    },
    {
      name: 'who-assumed-this-role-from-where',
      description: 'Each session of a role: who took it, from which address, under which name, and the access key by which its calls are found. Put in ACCOUNT and ROLE: the ARN of the role.',
      sql: `SELECT eventtime, eventname, coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby) AS who, useridentity.accountid AS of_account, sourceipaddress,
  useragent, json_extract_scalar(requestparameters, '$.roleSessionName') AS session_name, useridentity.sessioncontext.attributes.mfaauthenticated AS mfa,
  json_extract_scalar(responseelements, '$.credentials.accessKeyId') AS access_key, errorcode, eventid
${trail}
${IN_TRAIL}
  AND eventsource = 'sts.amazonaws.com'
  AND eventname IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity')
  AND (json_extract_scalar(requestparameters, '$.roleArn') = 'ROLE'
    -- an attempt that was refused has no parameters
    OR errormessage LIKE '%resource: ROLE' OR errormessage LIKE '%resource: ROLE %')
ORDER BY eventtime`,
    },
    {
      name: 'who-signed-in',
      description: 'Each sign-in to the console, root users included, and whether it had a second factor. Put in ACCOUNT.',
      sql: `SELECT eventtime, recipientaccountid, eventname, useridentity.type, useridentity.arn AS who, sourceipaddress, useragent,
  json_extract_scalar(additionaleventdata, '$.MFAUsed') AS mfa, json_extract_scalar(responseelements, '$.ConsoleLogin') AS result, errormessage, eventid
${trail}
${IN_TRAIL}
  AND eventsource = 'signin.amazonaws.com'
ORDER BY eventtime`,
    },
    ...config ? [{
      name: 'what-was-this-resource-like',
      description: 'A resource as AWS Config saw it yesterday. Put in ACCOUNT and RESOURCE: an ARN, an id or a name.',
      sql: `SELECT item.configurationitemcapturetime, item.awsaccountid, item.awsregion, item.resourcetype, item.resourceid, item.resourcename, item.configuration, item.tags
FROM "${database}"."config" CROSS JOIN UNNEST(configurationitems) AS unnested (item)
${IN_CONFIG}
  AND 'RESOURCE' IN (item.arn, item.resourceid, item.resourcename)
ORDER BY item.configurationitemcapturetime`,
    }] : [],
  ];
}
