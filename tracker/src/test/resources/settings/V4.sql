update settings.live_read_model set projection = '1-0123456789ab';
