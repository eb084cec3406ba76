"""The town's environment platform 农村人居环境综合治理平台: its tables, read and written by a map of its columns."""
