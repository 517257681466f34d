/** A function behind a topic, as if CloudFormation's request had come by it; its settings stand in the function's environment. */
exports.handler = async event => {
  const { Bundle, Settings } = event.ResourceProperties;
  process.env.SETTINGS = Settings;
  // anew, as after a cold start: its clients are those of this account
  delete require.cache[Bundle];
  await require(Bundle).handler({ Records: [{ Sns: { Message: JSON.stringify(event) } }] });
};
