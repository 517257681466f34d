/** One run of what ends sandboxes, as if CloudFormation had asked for it: what is rolled back is nothing, and what is deployed again is the run of the next hour. */
exports.handler = async ({ RequestType, ResourceProperties: { Bundle, Settings }, ResponseURL }) => {
  process.env.SETTINGS = Settings;
  let answer = { Status: 'SUCCESS' };
  try {
    // anew, as after a cold start: its clients are those of this account
    delete require.cache[Bundle];
    if (RequestType === 'Create') await require(Bundle).handler();
  } catch (error) {
    answer = { Status: 'FAILED', Reason: error.message };
  }
  const told = () => fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({ ...answer, PhysicalResourceId: 'keeper' }) }).then(({ ok }) => ok, () => false);
  for (let attempt = 1; attempt <= 5 && !await told(); attempt++) await new Promise(done => setTimeout(done, attempt * 1000));
};
