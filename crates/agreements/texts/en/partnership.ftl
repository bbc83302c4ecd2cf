# partnership
