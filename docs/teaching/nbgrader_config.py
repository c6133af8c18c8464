"""A course of Workings' lessons: put this beside the course's folder `source`."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "machine-learning"

# What stands for a solution that was cut out: nbgrader refuses a language that it knows no comment of.
c.ClearSolutions.code_stub = {"typescript": "// your answer here"}

# How long a cell may run when it is graded, in seconds.
c.Execute.timeout = 60
