const { activityInfo } = require('@temporalio/activity');

exports.greet = async (name) => `${activityInfo().activityType}, ${name}`;
