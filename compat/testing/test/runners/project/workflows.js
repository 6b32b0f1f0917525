const { condition, defineQuery, defineSignal, proxyActivities, setHandler, sleep } = require('@perdure/workflow');

const { charge, ship } = proxyActivities({ startToCloseTimeout: '1 minute' });

exports.cancelOrder = defineSignal('cancelOrder');
exports.status = defineQuery('status');

exports.order = async function order(customer, item) {
  let status = 'ordered';
  let cancelled = false;
  setHandler(exports.status, () => status);
  setHandler(exports.cancelOrder, () => void (cancelled = true));
  if (await condition(() => cancelled, '1 day')) return 'cancelled';
  status = await charge(customer);
  await sleep('14 days');
  return await ship(item);
};
