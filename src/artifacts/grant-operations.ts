/** What Auto Scaling does with the key of a machine image for the machines that it starts. The key's policy allows grants of these alone. */
export const GRANT_OPERATIONS = ['CreateGrant', 'Decrypt', 'DescribeKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'];
