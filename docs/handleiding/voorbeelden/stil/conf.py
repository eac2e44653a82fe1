extensions = ["wijk_ext"]
suppress_warnings = ["wijk.personal_data"]
